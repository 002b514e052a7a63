using System.Text.Json;
using Spectre.Console;

namespace TaskManagement.Cli.Output;

/// <summary>Answers as tables for people.</summary>
internal static class Tables
{
    private const int WidthOfFiles = 240;

    /// <summary>Items one below the other, a column for each of these members.</summary>
    public static void WriteItems(this TextWriter output, JsonElement page, params string[] members)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var member in members)
            table.AddColumn(new TableColumn(new Text(member)) { NoWrap = member == "id" });
        foreach (var item in page.GetProperty("items").EnumerateArray())
            table.AddRow(members.Select(member => Cell(item, member)));
        Write(output, table);
    }

    /// <summary>One thing, a row for each of these members that it has.</summary>
    public static void WriteThing(this TextWriter output, JsonElement thing, params string[] members)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false }.AddColumns("", "");
        foreach (var member in members.Where(member => thing.Text(member) is { Length: > 0 }))
            table.AddRow(new Text(member), Cell(thing, member));
        Write(output, table);
    }

    private static Text Cell(JsonElement item, string member) => new((item.Text(member) ?? "").Printable());

    private static void Write(TextWriter output, Table table)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });

        // What is piped on is not cut to the width that a terminal happens to have.
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = WidthOfFiles;
        console.Write(table);
    }
}
