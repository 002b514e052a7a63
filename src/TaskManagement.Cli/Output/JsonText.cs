using System.Text.Json;

namespace TaskManagement.Cli.Output;

/// <summary>Members of the server's answers as text.</summary>
internal static class JsonText
{
    /// <summary>The member's text; <c>null</c> where it is absent or null.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? member.ToString()
            : null;

    /// <summary>The member's text, which the server always gives.</summary>
    public static string Required(this JsonElement element, string name) => element.Text(name)
        ?? throw new CliException($"The server's answer has no '{name}'. Is 'taskman' as new as the server?");

    /// <summary>The text without characters that steer a terminal: titles and names are other people's.</summary>
    public static string Printable(this string text) =>
        string.Concat(text.Select(character => char.IsControl(character) ? '\uFFFD' : character));
}
