using System.Net;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;

namespace TaskManagement.Api.Markup;

/// <summary>
/// Shows Markdown as HTML that is safe to put into a page: no markup but that of Markdown itself, links to web and mail
/// alone, and no images, which would tell their host who reads.
/// </summary>
internal static class MarkdownHtml
{
    /// <summary>The HTML of a text; what cannot be read as Markdown shows as it was written.</summary>
    public static string Of(string markdown)
    {
        if (markdown.Length == 0)
            return "";
        if (!MarkdownText.TryRead(markdown, out var document, out var pipeline))
            return $"<pre>{WebUtility.HtmlEncode(markdown)}</pre>";
        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<LinkInlineRenderer>(new SafeLinkRenderer());
        renderer.ObjectRenderers.Replace<AutolinkInlineRenderer>(new SafeAddressRenderer());
        renderer.Render(document);
        return html.ToString();
    }
}
