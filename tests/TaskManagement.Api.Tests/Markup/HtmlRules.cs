using System.Text.RegularExpressions;

namespace TaskManagement.Api.Tests.Markup;

/// <summary>
/// What rendered text may consist of. It is deliberately strict and knows no HTML but this: text without markup, and
/// tags written in one way, with these attributes and values.
/// </summary>
internal static partial class HtmlRules
{
    private static readonly HashSet<string> Tags =
    [
        "p", "br", "hr", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h1", "h2", "h3",
        "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
    ];

    private static readonly Regex AttributeRule = new(
        """\A(a href="(?i:https?://|mailto:)[^"<>\s]*"|a rel="nofollow noopener"|ol start="\d+"|"""
        + """code class="language-[^"<>]*"|t[hd] style="text-align: (left|right|center);")\z""");

    /// <summary>What is not allowed; <c>null</c> where everything is.</summary>
    public static string? Complaint(string html)
    {
        for (var at = 0; at < html.Length;)
        {
            var length = html[at] switch
            {
                '<' => TagLength(html, at),
                '&' => Entity().Match(html, at).Length,
                '>' => 0,
                _ => 1,
            };
            if (length == 0)
                return $"not allowed at {at}: {Near(html, at)}";
            at += length;
        }

        return null;
    }

    private static int TagLength(string html, int at)
    {
        var tag = Tag().Match(html, at);
        var name = tag.Groups["name"].Value;
        var isAllowed = Tags.Contains(name)
            && tag.Groups["attribute"].Captures.All(attribute => AttributeRule.IsMatch(name + attribute.Value));
        return isAllowed ? tag.Length : 0;
    }

    private static string Near(string html, int at) => html[at..Math.Min(html.Length, at + 80)];

    [GeneratedRegex("""\G</?(?<name>[a-z][a-z0-9]*)(?<attribute> [a-z]+="[^"<>]*")*(?: /)?>""")]
    private static partial Regex Tag();

    [GeneratedRegex("""\G&(amp|lt|gt|quot|#[0-9]+|#x[0-9a-fA-F]+);""")]
    private static partial Regex Entity();
}
