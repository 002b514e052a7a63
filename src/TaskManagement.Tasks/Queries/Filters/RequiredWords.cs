using System.Collections.Immutable;
using TaskManagement.Tasks.Queries.Search;

namespace TaskManagement.Tasks.Queries.Filters;

/// <summary>
/// The words without which a filter does not hold, and what else it asks. An index finds the former; the rest is asked
/// of what it finds.
/// </summary>
internal sealed record RequiredWords(ImmutableArray<SearchPhrase> Phrases, FilterNode? Rest)
{
    /// <summary>Those of a filter.</summary>
    public static RequiredWords Of(FilterNode? filter) => filter switch
    {
        AndNode and => Of(and.Left).And(Of(and.Right)),
        TextNode text => new([SearchPhrase.Of(text)], null),
        _ => new([], filter),
    };

    private RequiredWords And(RequiredWords other) => new(
        Phrases.AddRange(other.Phrases),
        Rest is null ? other.Rest : other.Rest is null ? Rest : new AndNode(Rest, other.Rest));
}
