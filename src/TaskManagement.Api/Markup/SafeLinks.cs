using System.Buffers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace TaskManagement.Api.Markup;

/// <summary>Which addresses a link may lead to, and how it is written.</summary>
internal static class SafeLinks
{
    private const string Opening = "\" rel=\"nofollow noopener\">";

    private static readonly string[] Beginnings = ["http://", "https://", "mailto:"];

    private static readonly SearchValues<char> Unheard = SearchValues.Create(
        [.. Enumerable.Range(0, ' ' + 1).Append(0x7F).Select(code => (char)code)]);

    /// <summary>
    /// Whether an address is of the web or of mail. Browsers skip blanks and control characters when they look for the
    /// scheme, so an address that has any leads nowhere.
    /// </summary>
    public static bool IsSafe(string? address) => address is not null
        && !address.AsSpan().ContainsAny(Unheard)
        && Beginnings.Any(beginning => address.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    /// <summary>Writes a link around what shows of it; only that where the address is not safe.</summary>
    public static void Write(HtmlRenderer renderer, string? address, Action<HtmlRenderer> content)
    {
        var isLink = IsSafe(address);
        if (isLink)
            renderer.Write("<a href=\"").WriteEscapeUrl(address!).Write(Opening);
        content(renderer);
        if (isLink)
            renderer.Write("</a>");
    }
}

/// <summary>Links. An image becomes one: shown, it would tell its host who reads.</summary>
internal sealed class SafeLinkRenderer : HtmlObjectRenderer<LinkInline>
{
    protected override void Write(HtmlRenderer renderer, LinkInline link) => SafeLinks.Write(
        renderer, link.GetDynamicUrl?.Invoke() ?? link.Url, inner => inner.WriteChildren(link));
}

/// <summary>Addresses in angle brackets.</summary>
internal sealed class SafeAddressRenderer : HtmlObjectRenderer<AutolinkInline>
{
    protected override void Write(HtmlRenderer renderer, AutolinkInline link) => SafeLinks.Write(
        renderer, link.IsEmail ? "mailto:" + link.Url : link.Url, inner => inner.WriteEscape(link.Url));
}
