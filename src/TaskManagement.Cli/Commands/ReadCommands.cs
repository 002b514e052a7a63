using System.CommandLine;
using TaskManagement.Cli.Http;
using TaskManagement.Cli.Output;

namespace TaskManagement.Cli.Commands;

/// <summary><c>lists</c>, <c>tasks</c> and <c>show</c>.</summary>
internal static class ReadCommands
{
    private static readonly Option<string?> List = new("--list")
    {
        Description = "Tasks of this list alone: its id, its name, or how only its name begins.",
    };

    private static readonly Option<string?> Filter = new("--filter")
    {
        Description = "A filter such as 'status:todo assignee:me due<=today+7d'; see docs/filters.md.",
    };

    public static IEnumerable<Command> Create(CliSurroundings surroundings)
    {
        yield return new Command("lists", "Shows your lists.")
        {
            PageOptions.Limit, PageOptions.Cursor,
        }.Does(surroundings, ListsAsync);
        yield return new Command("tasks", "Finds tasks.")
        {
            List, Filter, PageOptions.Limit, PageOptions.Cursor,
        }.Does(surroundings, TasksAsync);
        yield return new Command("show", "Shows a task.")
        {
            TaskCommands.Task,
        }.Does(surroundings, ShowAsync);
    }

    private static async Task ListsAsync(CommandRun run)
    {
        using var client = run.Connect();
        var answer = await client.GetAsync($"lists?{PageOptions.Query(run)}", run.CancellationToken);
        run.Show(answer, page => run.ShowPage(page, "id", "name"));
    }

    private static async Task TasksAsync(CommandRun run)
    {
        using var client = run.Connect();
        var path = $"tasks?{PageOptions.Query(run)}";
        if (run.Parsed.GetValue(List) is { } list)
            path += $"&listId={await client.ListIdAsync(list, run.CancellationToken)}";
        if (run.Parsed.GetValue(Filter) is { } filter)
            path += $"&filter={Uri.EscapeDataString(filter)}";
        var answer = await client.GetAsync(path, run.CancellationToken);
        run.Show(answer, page => run.ShowPage(page, "id", "title", "status", "priority", "dueDate"));
    }

    private static async Task ShowAsync(CommandRun run)
    {
        using var client = run.Connect();
        var task = await client.TaskIdAsync(run.Parsed.GetRequiredValue(TaskCommands.Task), run.CancellationToken);
        run.ShowTask(await client.GetAsync($"tasks/{task}", run.CancellationToken));
    }
}
