using System.Text.Json.Serialization;

namespace TaskManagement.Contracts.Values;

/// <summary>
/// A member of a merge patch (RFC 7396): absent leaves the field as it is, present sets it, also to <c>null</c>.
/// In JSON an absent one is not written.
/// </summary>
[GenerateSerializer, Immutable, Alias("Optional`1"), JsonConverter(typeof(OptionalJsonConverterFactory))]
public readonly record struct Optional<T>(bool HasValue, T Value)
{
    /// <summary>Present, with this value.</summary>
    public static implicit operator Optional<T>(T value) => new(true, value);

    /// <summary>The value where it is present, otherwise the fallback.</summary>
    public T Or(T fallback) => HasValue ? Value : fallback;
}
