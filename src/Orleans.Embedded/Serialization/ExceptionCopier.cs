using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Orleans.Embedded.Serialization;

/// <summary>
/// An exception on the wire: exceptions of the framework lose what they have beside message, stack trace, cause and
/// data; those with [GenerateSerializer] keep their members; no others are carried, not even as a cause.
/// </summary>
internal sealed class ExceptionCopier<T>(Func<T, CopyContext, T> copyMembers) : Copier<T> where T : Exception
{
    public override T Copy(T value, CopyContext context)
    {
        if (context.TryGetCopy(value, out var known))
        {
            return (T)known;
        }

        if (value is AggregateException several)
        {
            var copies = several.InnerExceptions.Select(context.Copy).ToArray();
            return (T)(Exception)new AggregateException(ExceptionCopier.Message(value), copies);
        }

        var copy = copyMembers(value, context);
        ExceptionCopier.Message(copy) = value.Message;
        ExceptionCopier.Cause(copy) = context.Copy(value.InnerException);
        copy.HResult = value.HResult;
        foreach (var key in value.Data.Keys)
        {
            copy.Data[context.Copy(key)] = context.Copy(value.Data[key]);
        }

        return value.StackTrace is { } trace ? (T)ExceptionDispatchInfo.SetRemoteStackTrace(copy, trace) : copy;
    }
}

internal static class ExceptionCopier
{
    private static readonly string[] CarriedNamespaces = ["System", "Microsoft", "Azure"];

    public static bool IsCarried(Type type) => TypeRules.IsMarked(type)
        || Array.Exists(CarriedNamespaces, prefix => type.Namespace == prefix
            || type.Namespace?.StartsWith(prefix + ".", StringComparison.Ordinal) == true);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    public static extern ref string? Message(Exception exception);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_innerException")]
    public static extern ref Exception? Cause(Exception exception);
}
