using System.Collections.Immutable;
using TaskManagement.Tasks.Queries.Filters;

namespace TaskManagement.Tasks.Queries.Search;

/// <summary>Words that must stand one after the other.</summary>
/// <param name="Words">As they are indexed; at least one.</param>
/// <param name="IsPrefix">Whether the last one may go on.</param>
internal sealed record SearchPhrase(ImmutableArray<string> Words, bool IsPrefix)
{
    /// <summary>What is typed: beginnings of words, in any order.</summary>
    public static ImmutableArray<SearchPhrase> OfTyped(string text) =>
    [
        .. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(part => Of(part, isPrefix: true))
            .OfType<SearchPhrase>(),
    ];

    /// <summary>The phrase of a filter's text, in which reading has made sure that there is a word.</summary>
    public static SearchPhrase Of(TextNode text) => Of(text.Text, isPrefix: !text.IsPhrase)!;

    /// <summary>The phrase of a text; <c>null</c> where it holds no letter and no digit.</summary>
    public static SearchPhrase? Of(string text, bool isPrefix) =>
        SearchWords.Of(text).ToImmutableArray() is { IsEmpty: false } words ? new SearchPhrase(words, isPrefix) : null;
}
