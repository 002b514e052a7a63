namespace Orleans.Runtime;

/// <summary>Base of the proxies through which grains are called.</summary>
public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private protected GrainReference(GrainId grainId) => GrainId = grainId;

    /// <summary>The grain.</summary>
    public GrainId GrainId { get; }

    /// <summary>The interface.</summary>
    public abstract GrainInterfaceType InterfaceType { get; }

    /// <summary>The interface's name.</summary>
    public string InterfaceName => InterfaceType.ToString();

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <summary>Whether both refer to the same grain, through whatever interface.</summary>
    public static bool operator ==(GrainReference? left, GrainReference? right) =>
        left is null ? right is null : left.Equals(right);

    /// <summary>Whether they refer to different grains.</summary>
    public static bool operator !=(GrainReference? left, GrainReference? right) => !(left == right);

    /// <inheritdoc/>
    public sealed override string ToString() => $"GrainReference:{GrainId}:{InterfaceType}";

    internal abstract object CastTo(Type interfaceType);

    /// <summary>The same reference, with calls that go from there.</summary>
    internal abstract GrainReference From(Embedded.Calls.CallPath there);
}
