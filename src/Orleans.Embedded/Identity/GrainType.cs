namespace Orleans.Runtime;

/// <summary>The name of a kind of grain; part of storage keys.</summary>
[Immutable, GenerateSerializer]
public readonly struct GrainType(IdSpan id) : IEquatable<GrainType>, IComparable<GrainType>
{
    /// <summary>Takes ownership of the bytes.</summary>
    public GrainType(byte[] value) : this(new IdSpan(value))
    {
    }

    /// <summary>The name's bytes.</summary>
    public IdSpan Value { get; } = id;

    /// <summary>Whether no name was given.</summary>
    public bool IsDefault => Value.IsDefault;

    /// <summary>The grain type of that name.</summary>
    public static GrainType Create(string value) => new(IdSpan.Create(value));

    /// <summary>The name's bytes as a span.</summary>
    public ReadOnlySpan<byte> AsSpan() => Value.AsSpan();

    /// <summary>A hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => Value.GetUniformHashCode();

    /// <inheritdoc/>
    public bool Equals(GrainType obj) => Value.Equals(obj.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(GrainType other) => Value.CompareTo(other.Value);

    /// <summary>Whether the names are equal.</summary>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Whether the names differ.</summary>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);

    /// <summary>The name.</summary>
    public override string ToString() => Value.ToString();
}

/// <summary>The name of a grain interface: its full CLR name, or its <see cref="AliasAttribute"/>.</summary>
[Immutable, GenerateSerializer]
public readonly struct GrainInterfaceType(IdSpan value) : IEquatable<GrainInterfaceType>
{
    /// <summary>The interface type of that name.</summary>
    public GrainInterfaceType(string value) : this(IdSpan.Create(value))
    {
    }

    /// <summary>The name's bytes.</summary>
    public IdSpan Value { get; } = value;

    /// <summary>Whether no name was given.</summary>
    public bool IsDefault => Value.IsDefault;

    /// <summary>The interface type of that name.</summary>
    public static GrainInterfaceType Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(GrainInterfaceType other) => Value.Equals(other.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainInterfaceType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>Whether the names are equal.</summary>
    public static bool operator ==(GrainInterfaceType left, GrainInterfaceType right) => left.Equals(right);

    /// <summary>Whether the names differ.</summary>
    public static bool operator !=(GrainInterfaceType left, GrainInterfaceType right) => !left.Equals(right);

    /// <summary>The name.</summary>
    public override string ToString() => Value.ToString();
}
