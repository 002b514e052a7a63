using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TaskManagement.Cli.Output;

namespace TaskManagement.Cli.Commands;

/// <summary>Which page of an answer is wanted.</summary>
internal static class PageOptions
{
    public static Option<int> Limit { get; } = new("--limit")
    {
        Description = "Rows at most, 1 to 200.",
        DefaultValueFactory = _ => 50,
    };

    public static Option<string?> Cursor { get; } = new("--cursor")
    {
        Description = "Goes on after a page: its nextCursor.",
    };

    /// <summary>The page as part of a query.</summary>
    public static string Query(CommandRun run)
    {
        var limit = run.Parsed.GetValue(Limit).ToString(CultureInfo.InvariantCulture);
        return run.Parsed.GetValue(Cursor) is { } cursor
            ? $"limit={limit}&cursor={Uri.EscapeDataString(cursor)}"
            : $"limit={limit}";
    }

    /// <summary>Shows a page as a table, and says where it goes on.</summary>
    public static void ShowPage(this CommandRun run, JsonElement page, params string[] members)
    {
        run.Output.WriteItems(page, members);
        if (page.Text("nextCursor") is { } next)
            run.Surroundings.Error.WriteLine($"There are more: go on with --cursor {next}");
    }
}
