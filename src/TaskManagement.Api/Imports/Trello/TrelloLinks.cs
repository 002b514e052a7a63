using System.Text;

namespace TaskManagement.Api.Imports.Trello;

/// <summary>
/// The attachments of a card, as a list of links below its description: there people see and follow them. The files
/// themselves stay with Trello, which gives them to its own users alone.
/// </summary>
internal static class TrelloLinks
{
    private const string Title = "Attachments:";

    /// <summary>The description of a card with its links, as Markdown.</summary>
    public static string DescriptionOf(TrelloCard card)
    {
        var text = new StringBuilder(card.Desc);
        var links = (card.Attachments ?? []).Where(one => !string.IsNullOrWhiteSpace(one.Url)).ToList();
        if (links.Count > 0)
            text.Append(text.Length > 0 ? "\n\n" : "").Append(Title).Append('\n');
        foreach (var link in links)
            text.Append("\n- ").Append(MarkdownLinks.Of(link.Name, link.Url!.Trim()));
        return text.ToString();
    }
}
