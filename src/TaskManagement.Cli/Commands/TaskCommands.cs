using System.CommandLine;
using TaskManagement.Cli.Http;
using TaskManagement.Cli.Output;

namespace TaskManagement.Cli.Commands;

/// <summary><c>add</c>, <c>done</c>, <c>reopen</c> and <c>comment</c>.</summary>
internal static class TaskCommands
{
    private static readonly Argument<string> List = new("list")
    {
        Description = "The list: its id, its name, or how only its name begins.",
    };

    private static readonly Argument<string> Title = new("title") { Description = "What is to be done." };

    private static readonly Argument<string> Words = new("text") { Description = "The comment, in Markdown." };

    private static readonly Option<string?> Due = new("--due")
    {
        Description = "The day or instant by which it is due, such as 2030-05-01.",
    };

    private static readonly Option<string?> TimeZone = new("--time-zone")
    {
        Description = "The IANA zone of a day in --due, such as Europe/Berlin; this machine's where it is absent.",
    };

    private static readonly Option<int?> Priority = new("--priority") { Description = "Its priority, a number." };

    /// <summary>Names one task.</summary>
    public static Argument<string> Task { get; } = new("task")
    {
        Description = "The task: its id, its title, or how only its title begins.",
    };

    public static IEnumerable<Command> Create(CliSurroundings surroundings)
    {
        yield return new Command("add", "Adds a task to a list.")
        {
            List, Title, Due, TimeZone, Priority,
        }.Does(surroundings, AddAsync);
        yield return new Command("done", "Completes a task.")
        {
            Task,
        }.Does(surroundings, run => ActAsync(run, "complete"));
        yield return new Command("reopen", "Makes a completed task one to do again.")
        {
            Task,
        }.Does(surroundings, run => ActAsync(run, "reopen"));
        yield return new Command("comment", "Comments on a task.")
        {
            Task, Words,
        }.Does(surroundings, CommentAsync);
    }

    /// <summary>Shows a task.</summary>
    public static void ShowTask(this CommandRun run, ServerAnswer answer) => run.Show(answer, task =>
        run.Output.WriteThing(task, "id", "title", "status", "priority", "dueDate", "description"));

    private static async Task AddAsync(CommandRun run)
    {
        using var client = run.Connect();
        var list = await client.ListIdAsync(run.Parsed.GetRequiredValue(List), run.CancellationToken);
        run.ShowTask(await client.SendAsync(
            ServerRequest.Post($"lists/{list}/tasks", TaskOf(run)), run.CancellationToken));
    }

    private static Dictionary<string, object> TaskOf(CommandRun run)
    {
        var task = new Dictionary<string, object> { ["title"] = run.Parsed.GetRequiredValue(Title) };
        if (run.Parsed.GetValue(Priority) is { } priority)
            task["priority"] = priority;
        if (run.Parsed.GetValue(Due) is { } due)
        {
            task["dueDate"] = due;

            // A day begins when its zone says so; an instant needs none.
            if (run.Parsed.GetValue(TimeZone) is { } zone)
                task["dueTimeZone"] = zone;
            else if (DateOnly.TryParseExact(due, "yyyy-MM-dd", out _))
                task["dueTimeZone"] = LocalZone(run.Time);
        }

        return task;
    }

    private static string LocalZone(TimeProvider time) =>
        TimeZoneInfo.TryConvertWindowsIdToIanaId(time.LocalTimeZone.Id, out var iana) ? iana : time.LocalTimeZone.Id;

    private static async Task ActAsync(CommandRun run, string act)
    {
        using var client = run.Connect();
        var task = await client.TaskIdAsync(run.Parsed.GetRequiredValue(Task), run.CancellationToken);
        run.ShowTask(await client.SendAsync(ServerRequest.Post($"tasks/{task}/{act}"), run.CancellationToken));
    }

    private static async Task CommentAsync(CommandRun run)
    {
        using var client = run.Connect();
        var task = await client.TaskIdAsync(run.Parsed.GetRequiredValue(Task), run.CancellationToken);
        var body = new { text = run.Parsed.GetRequiredValue(Words) };
        var answer = await client.SendAsync(
            ServerRequest.Post($"tasks/{task}/comments", body), run.CancellationToken);
        run.Show(answer, comment => run.Output.WriteThing(comment, "id", "text"));
    }
}
