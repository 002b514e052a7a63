using System.Collections.Frozen;

namespace TaskManagement.Api.Imports.Trello;

/// <summary>The colours that Trello names, as CSS hex.</summary>
internal static class TrelloColors
{
    private const string None = "#b3bac5";

    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["green"] = "#61bd4f",
        ["yellow"] = "#f2d600",
        ["orange"] = "#ff9f1a",
        ["red"] = "#eb5a46",
        ["purple"] = "#c377e0",
        ["blue"] = "#0079bf",
        ["sky"] = "#00c2e0",
        ["lime"] = "#51e898",
        ["pink"] = "#ff78cb",
        ["black"] = "#344563",
    }.ToFrozenDictionary();

    /// <summary>The colour of a name; <c>green_dark</c> is green too, what is unknown is grey.</summary>
    public static string HexOf(string? name) =>
        name is null ? None : Known.GetValueOrDefault(name.Split('_')[0], None);
}
