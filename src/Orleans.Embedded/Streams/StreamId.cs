
namespace Orleans.Runtime;

/// <summary>Namespace and key of a stream.</summary>
[Immutable, GenerateSerializer]
public readonly struct StreamId : IEquatable<StreamId>, IComparable<StreamId>
{
    private readonly IdSpan _namespace;
    private readonly IdSpan _key;

    private StreamId(IdSpan ns, IdSpan key)
    {
        _namespace = ns;
        _key = key;
    }

    /// <summary>The namespace's bytes.</summary>
    public ReadOnlyMemory<byte> Namespace => _namespace.Value;

    /// <summary>The key's bytes.</summary>
    public ReadOnlyMemory<byte> Key => _key.Value;

    internal IdSpan KeySpan => _key;

    /// <summary>A stream with a text key.</summary>
    public static StreamId Create(string? ns, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(ns is null ? default : IdSpan.Create(ns), IdSpan.Create(key));
    }

    /// <summary>A stream with a Guid key, written as 32 hex digits.</summary>
    public static StreamId Create(string? ns, Guid key) => Create(ns, key.ToString("N"));

    /// <summary>A stream with an integer key, written in decimal.</summary>
    public static StreamId Create(string? ns, long key) =>
        Create(ns, key.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The namespace, or null.</summary>
    public string? GetNamespace() => _namespace.IsDefault ? null : _namespace.ToString();

    /// <summary>The key.</summary>
    public string GetKeyAsString() => _key.ToString();

    /// <inheritdoc/>
    public bool Equals(StreamId other) => _key.Equals(other._key) && _namespace.Equals(other._namespace);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StreamId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (_namespace.GetHashCode() * 31) + _key.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(StreamId other) => (_namespace, _key).CompareTo((other._namespace, other._key));

    /// <summary>Whether both are the same stream.</summary>
    public static bool operator ==(StreamId left, StreamId right) => left.Equals(right);

    /// <summary>Whether they are different streams.</summary>
    public static bool operator !=(StreamId left, StreamId right) => !left.Equals(right);

    /// <summary><c>namespace/key</c>.</summary>
    public override string ToString() => $"{GetNamespace() ?? "null"}/{GetKeyAsString()}";
}
