using System.Net.Http.Headers;
using System.Text.Json;
using TaskManagement.EndToEnd.Hosting;
using TaskManagement.TestKit.PostgreSql;
using TaskManagement.TestKit.Time;

namespace TaskManagement.EndToEnd;

/// <summary>From SQLite to PostgreSQL: whoever logs in there finds all as it was.</summary>
public sealed class MovingTests
{
    private static readonly string Board = Path.Combine(
        SharedData.RepositoryRoot(), "tests", "TaskManagement.Api.Tests", "Data", "trello-small.json");

    [PostgresFact]
    public async Task Copy_WhenAServerGoesOnInPostgreSql_ThenItAnswersAsBefore()
    {
        using var data = new DataFolder();
        var postgres = await PostgresServer.SharedAsync();
        var connection = await postgres.CreateDatabaseAsync();
        await using var sqlite = await ServerProcess.StartAsync(data.Path);
        using var owner = await Account.RegisterAsync(sqlite, "owner");
        using var assignee = await Account.RegisterAsync(sqlite, "assignee", "Max", "Beispiel");
        var imported = await ChangeAsync(owner, assignee);
        var before = await AnswersAsync(owner, assignee, imported);
        Assert.Equal(0, await sqlite.StopAsync());

        await AdminCommand.RunAsync("copy", "--from", $"sqlite:{data.Path}", "--to", $"postgresql:{connection}");

        await using var server = await ServerProcess.StartAsync(
            data.Path, "--Storage:Provider=PostgreSql", $"--ConnectionStrings:TaskManagement={connection}");
        await owner.ReconnectAsync(server);
        await assignee.ReconnectAsync(server);
        Assert.Equal(before, await AnswersAsync(owner, assignee, imported));
        await owner.Http.PostJsonAsync("/api/v1/lists", new { name = "And on it goes" });
    }

    /// <summary>A board, shared, with a task that has a history and is in someone's inbox.</summary>
    private static async Task<Imported> ChangeAsync(Account owner, Account assignee)
    {
        using var content = new StreamContent(File.OpenRead(Board));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/imports/trello") { Content = content };
        var list = (await owner.Http.SendJsonAsync(request)).GetProperty("listId").GetString()!;
        var task = (await owner.Http.GetAllAsync($"/api/v1/lists/{list}/tasks"))[0];
        await owner.Http.PutJsonAsync($"/api/v1/lists/{list}/members/{assignee.Id}", new { role = "editor" });
        await owner.Http.PostJsonAsync($"/api/v1/tasks/{task.Id()}/assign", new { assigneeId = assignee.Id });
        await assignee.Http.PostJsonAsync($"/api/v1/tasks/{task.Id()}/complete");
        await Eventually.SeesAsync(
            () => assignee.Http.GetAllAsync("/api/v1/notifications"), inbox => inbox.Count == 1, "the inbox has it");
        await Eventually.SeesAsync(
            () => owner.Http.GetAllAsync("/api/v1/lists"), lists => lists.Count == 3, "the owner has all lists");
        await Eventually.SeesAsync(
            async () => (await AnalyticsAsync(assignee)).GetProperty("completed").GetInt32(),
            completed => completed == 1, "the numbers have it");
        await Eventually.SeesAsync(
            () => OverdueUnsaidAsync(owner, list), unsaid => unsaid == 0, "it was said of what is overdue");
        return new Imported(list, task.Id(), task.GetProperty("updatedAt").GetString()!);
    }

    /// <summary>How many tasks are about to change by themselves, since their due date has passed.</summary>
    private static async Task<int> OverdueUnsaidAsync(Account owner, string list)
    {
        var unsaid = 0;
        foreach (var task in await owner.Http.GetAllAsync($"/api/v1/lists/{list}/tasks?status=todo"))
        {
            if (!DateTimeOffset.TryParse(task.GetProperty("dueDate").GetString(), out var due)
                || due > TimeProvider.System.GetUtcNow())
                continue;
            var history = await owner.Http.GetAllAsync($"/api/v1/tasks/{task.Id()}/history");
            if (history.All(entry => entry.GetProperty("type").GetString() != "task.overdue.v1"))
                unsaid++;
        }

        return unsaid;
    }

    private static async Task<string> AnswersAsync(Account owner, Account assignee, Imported imported)
    {
        var asOf = Uri.EscapeDataString(imported.At);
        JsonElement[] answers =
        [
            // Not the account as a whole: its version moves with every log-in.
            (await owner.Http.GetJsonAsync("/api/v1/users/me")).GetProperty("firstName"),
            .. await owner.Http.GetAllAsync("/api/v1/lists"),
            await owner.Http.GetJsonAsync($"/api/v1/lists/{imported.List}"),
            .. await owner.Http.GetAllAsync($"/api/v1/lists/{imported.List}/tasks?archived=any"),
            .. await owner.Http.GetAllAsync($"/api/v1/tasks/{imported.Task}/history"),
            await owner.Http.GetJsonAsync($"/api/v1/tasks/{imported.Task}?asOf={asOf}"),
            .. await assignee.Http.GetAllAsync("/api/v1/notifications"),
            await AnalyticsAsync(assignee),
        ];
        return string.Join('\n', answers.Select(answer => answer.GetRawText()));
    }

    private static Task<JsonElement> AnalyticsAsync(Account account) =>
        account.Http.GetJsonAsync("/api/v1/analytics/users/me?range=last_7_days");

    private sealed record Imported(string List, string Task, string At);
}
