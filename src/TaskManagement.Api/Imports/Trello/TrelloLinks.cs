using System.Text;

namespace TaskManagement.Api.Imports.Trello;

/// <summary>
/// The attachments of a card, as a list of links below its description: there people see and follow them. The files
/// themselves stay with Trello, which gives them to its own users alone.
/// </summary>
internal static class TrelloLinks
{
    private const string Title = "Attachments:";
    private const string Special = "\\`*_{}[]<>()#+-.!|~&";

    /// <summary>The description of a card with its links, as Markdown.</summary>
    public static string DescriptionOf(TrelloCard card)
    {
        var text = new StringBuilder(card.Desc);
        var links = (card.Attachments ?? []).Where(one => !string.IsNullOrWhiteSpace(one.Url)).ToList();
        if (links.Count > 0)
            text.Append(text.Length > 0 ? "\n\n" : "").Append(Title).Append('\n');
        foreach (var link in links)
            text.Append("\n- ").Append(Link(link));
        return text.ToString();
    }

    /// <summary>What is no address of the web is shown and leads nowhere.</summary>
    private static string Link(TrelloAttachment attachment)
    {
        var url = attachment.Url!.Trim();
        var name = Escaped(string.IsNullOrWhiteSpace(attachment.Name) ? url : attachment.Name.Trim());
        return Uri.TryCreate(url, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
                ? $"[{name}](<{address.AbsoluteUri}>)"
                : $"{name}: {Escaped(url)}";
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            if (Special.Contains(character))
                escaped.Append('\\');
            escaped.Append(char.IsControl(character) ? ' ' : character);
        }

        return escaped.ToString();
    }
}
