using Orleans.Runtime;

namespace Orleans.Embedded.Serialization;

/// <summary>Copies values of one type.</summary>
internal abstract class Copier
{
    /// <summary>Whether the copy is the value itself.</summary>
    public virtual bool IsShared => false;

    public abstract object CopyObject(object value, CopyContext context);
}

/// <inheritdoc/>
internal abstract class Copier<T> : Copier
{
    /// <summary>For values that are declared as <typeparamref name="T"/> but may be of a derived type.</summary>
    public static Copier<T> Of(Copiers copiers) =>
        (copiers == Copiers.InSilo ? InSilo.Declared : OverWire.Declared) ?? throw Copiers.NotFound(typeof(T));

    public abstract T Copy(T value, CopyContext context);

    public sealed override object CopyObject(object value, CopyContext context) => Copy((T)value, context)!;

    /// <summary>Null if there is none; a failing static constructor would hide which type it was.</summary>
    private static class InSilo
    {
        public static readonly Copier<T>? Declared = (Copier<T>?)Copiers.InSilo.TryForDeclared(typeof(T));
    }

    private static class OverWire
    {
        public static readonly Copier<T>? Declared = (Copier<T>?)Copiers.OverWire.TryForDeclared(typeof(T));
    }
}

/// <summary>Values that never change are shared.</summary>
internal sealed class SharedCopier<T> : Copier<T>
{
    public override bool IsShared => true;

    public override T Copy(T value, CopyContext context) => value;
}

/// <summary>Values of exactly this type.</summary>
internal sealed class ExactCopier<T>(Func<T, CopyContext, T> copy) : Copier<T>
{
    private static readonly bool HasIdentity = !typeof(T).IsValueType;

    public override T Copy(T value, CopyContext context) =>
        HasIdentity && context.TryGetCopy(value!, out var known) ? (T)known : copy(value, context);
}

/// <summary>Values whose type is known only when they are seen.</summary>
internal sealed class PolymorphicCopier<T>(Func<T, CopyContext, T>? fallback) : Copier<T>
{
    public override T Copy(T value, CopyContext context)
    {
        var type = value!.GetType();
        if (context.Copiers.TryForExact(type) is { } exact)
        {
            return (T)exact.CopyObject(value, context);
        }

        if (fallback is null)
        {
            throw Copiers.NotFound(type);
        }

        return context.TryGetCopy(value, out var known) ? (T)known : fallback(value, context);
    }
}

/// <summary>
/// References, whose calls go from where they are; a grain that hands itself out is handed out as a reference.
/// </summary>
internal sealed class AddressableCopier<T> : Copier<T>
{
    public override T Copy(T value, CopyContext context)
    {
        var reference = value switch
        {
            GrainReference known => known,
            IGrainBase and IAddressable grain => (GrainReference)(object)grain.AsReference<T>()!,
            _ => throw new NotSupportedException($"A {value!.GetType()} cannot be called from elsewhere. "
                + "Did you forget to call CreateObjectReference?"),
        };
        return (T)(object)(context.Destination is { } there ? reference.From(there) : reference);
    }
}
