using System.Collections.Immutable;

namespace TaskManagement.Contracts.Values;

/// <summary>One page of an ordered set.</summary>
/// <param name="Items">The rows of this page, in order.</param>
/// <param name="NextCursor">Where the next page begins; <c>null</c> on the last one. Opaque to clients.</param>
[GenerateSerializer, Immutable, Alias("Page`1")]
public sealed record Page<T>(ImmutableArray<T> Items, string? NextCursor);

/// <summary>Which page is wanted.</summary>
/// <param name="Limit">Rows at most, 1 to <see cref="LimitMax"/>.</param>
/// <param name="Cursor">From the page before, or <c>null</c> for the first.</param>
[GenerateSerializer, Immutable, Alias("PageRequest")]
public sealed record PageRequest(int Limit, string? Cursor)
{
    /// <summary>The largest page.</summary>
    public const int LimitMax = 200;

    /// <summary>The page size where none is asked for.</summary>
    public const int LimitDefault = 50;

    /// <summary>Characters of a cursor.</summary>
    public const int CursorLengthMax = 8_192;
}
