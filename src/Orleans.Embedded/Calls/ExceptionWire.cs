using Orleans.Serialization;

namespace Orleans.Embedded.Calls;

/// <summary>
/// What becomes of an exception that leaves for a client: exceptions of the framework and those marked with
/// [GenerateSerializer] arrive, any other arrives as a <see cref="CodecNotFoundException"/> instead.
/// </summary>
internal static class ExceptionWire
{
    private static readonly string[] CarriedNamespaces = ["System", "Microsoft", "Azure"];

    public static Exception Carry(Exception error)
    {
        for (var part = error; part is not null; part = part.InnerException)
        {
            if (!IsCarried(part.GetType()))
            {
                return new CodecNotFoundException($"Could not find a codec for type {part.GetType()}. Mark it with "
                    + "[GenerateSerializer], or turn it into an exception that clients know.");
            }
        }

        return error;
    }

    private static bool IsCarried(Type type) => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
        || Array.Exists(CarriedNamespaces, prefix => type.Namespace == prefix
            || type.Namespace?.StartsWith(prefix + ".", StringComparison.Ordinal) == true);
}
