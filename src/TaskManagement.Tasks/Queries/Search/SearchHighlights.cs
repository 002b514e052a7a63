using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace TaskManagement.Tasks.Queries.Search;

/// <summary>
/// Shows where a task holds what was searched for: HTML in which everything is escaped but the marks around the words.
/// </summary>
internal sealed class SearchHighlights(ImmutableArray<SearchPhrase> phrases)
{
    private const int ExcerptLength = 160;
    private const int ExcerptLead = 40;
    private const string Ellipsis = "…";

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The whole text with its marks.</summary>
    public string Mark(string text) => Render(text, Hits(text));

    /// <summary>The part of the text around its first hit; <c>null</c> where there is none.</summary>
    public string? Excerpt(string text)
    {
        var hits = Hits(text);
        if (hits.IsEmpty)
            return null;
        var start = WordEnd(text, Math.Max(0, hits[0].Start - ExcerptLead));
        var end = WordEnd(text, Math.Min(text.Length, Math.Max(start + ExcerptLength, hits[0].Start + hits[0].Length)));
        var shown = hits.Where(hit => hit.Start >= start && hit.Start + hit.Length <= end)
            .Select(hit => (hit.Start - start, hit.Length)).ToImmutableArray();
        return (start > 0 ? Ellipsis : "") + Render(text[start..end].TrimEnd(), shown)
            + (end < text.Length ? Ellipsis : "");
    }

    private ImmutableArray<(int Start, int Length)> Hits(string text) =>
        [.. SearchWords.Spans(text).Where(span => IsHit(text.Substring(span.Start, span.Length)))];

    private bool IsHit(string written) => SearchWords.Of(written).Any(word => phrases.Any(phrase =>
        phrase.Words.Contains(word)
        || (phrase.IsPrefix && word.StartsWith(phrase.Words[^1], StringComparison.Ordinal))));

    /// <summary>The next place where no word is cut in two, nor a pair of surrogates.</summary>
    private static int WordEnd(string text, int at)
    {
        var end = at;
        while (end > 0 && end < text.Length && !char.IsWhiteSpace(text[end - 1]) && !char.IsWhiteSpace(text[end])
            && end - at < ExcerptLead)
            end++;
        return end > 0 && end < text.Length && char.IsLowSurrogate(text[end]) ? end + 1 : end;
    }

    private static string Render(string text, ImmutableArray<(int Start, int Length)> hits)
    {
        var html = new StringBuilder();
        var done = 0;
        foreach (var (start, length) in hits)
        {
            html.Append(Html.Encode(text[done..start]));
            html.Append("<mark>").Append(Html.Encode(text.Substring(start, length))).Append("</mark>");
            done = start + length;
        }

        return html.Append(Html.Encode(text[Math.Min(done, text.Length)..])).ToString();
    }
}
