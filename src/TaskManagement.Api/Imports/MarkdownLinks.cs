using System.Text;

namespace TaskManagement.Api.Imports;

/// <summary>Writes links into Markdown, whatever characters their names hold.</summary>
internal static class MarkdownLinks
{
    private const string Special = "\\`*_{}[]<>()#+-.!|~&";

    /// <summary>A link; what is no address of the web is shown and leads nowhere.</summary>
    /// <param name="name">What is shown; the address itself where it is empty.</param>
    public static string Of(string? name, string url)
    {
        var shown = Escaped(string.IsNullOrWhiteSpace(name) ? url : name.Trim());
        return Uri.TryCreate(url, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
                ? $"[{shown}](<{address.AbsoluteUri}>)"
                : $"{shown}: {Escaped(url)}";
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
