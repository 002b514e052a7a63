using System.Collections.Concurrent;
using TaskManagement.EndToEnd.Hosting;
using TaskManagement.TestKit.PostgreSql;
using TaskManagement.TestKit.Time;

namespace TaskManagement.EndToEnd;

/// <summary>What was acknowledged before a power cut is there after it; what was repeated is there once.</summary>
public sealed class PowerCutTests
{
    private const int TasksPerRound = 500;
    private const int Workers = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public Task KillingTheServer_WhileItCreatesAndAssigns_ThenLosesNothingAcknowledgedAndDoublesNothing() =>
        SurvivesAsync(rounds: 10);

    [PostgresFact]
    public async Task KillingTheServer_WhenOnPostgreSql_ThenLosesNothingAcknowledgedAndDoublesNothing()
    {
        await using var database = await PostgresServer.StartAsync(fsync: true);
        await SurvivesAsync(rounds: 2, await PostgreSqlTests.SettingsAsync(database));
    }

    private static async Task SurvivesAsync(int rounds, params string[] settings)
    {
        using var data = new DataFolder();
        var server = await ServerProcess.StartAsync(data.Path, settings);
        try
        {
            using var owner = await Account.RegisterAsync(server, "owner");
            using var assignee = await Account.RegisterAsync(server, "assignee", "Max", "Beispiel");
            var list = (await owner.Http.PostJsonAsync("/api/v1/lists", new { name = "Storm" })).Id();
            await owner.Http.PutJsonAsync($"/api/v1/lists/{list}/members/{assignee.Id}", new { role = "editor" });

            var random = new Random(20260101);
            for (var round = 1; round <= rounds; round++)
            {
                var storm = new Storm(list, assignee.Id, round);
                var killAt = random.Next(TasksPerRound / 10, TasksPerRound * 2 * 9 / 10);
                await storm.RageUntilAsync(server, owner.Http, killAt);
                await server.DisposeAsync();
                server = await ServerProcess.StartAsync(data.Path, settings);
                await owner.ReconnectAsync(server);
                await assignee.ReconnectAsync(server);
                await storm.VerifyAcknowledgedAsync(owner.Http);
                await storm.RepeatEverythingAsync(owner.Http);
            }

            await VerifyAgreementAsync(owner.Http, assignee.Http, list, assignee.Id, rounds * TasksPerRound);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>Inbox, numbers and board say the same as the histories, which are the log.</summary>
    private static async Task VerifyAgreementAsync(
        HttpClient owner, HttpClient assignee, string list, string assigneeId, int expected)
    {
        var tasks = await owner.GetAllAsync($"/api/v1/lists/{list}/tasks");
        Assert.Equal(expected, tasks.Count);
        Assert.Equal(expected, tasks.Select(task => task.GetProperty("title").GetString()).Distinct().Count());
        foreach (var chunk in tasks.Chunk(Workers))
            await Task.WhenAll(chunk.Select(task => VerifyHistoryAsync(owner, task.Id())));

        await Eventually.SeesAsync(
            () => CountAsync(assignee, "/api/v1/notifications?limit=1", "unreadCount"),
            unread => unread >= expected, $"the inbox holds {expected}", Patience);
        var notified = (await assignee.GetAllAsync("/api/v1/notifications"))
            .Select(row => row.GetProperty("taskId").GetString());
        Assert.Equal(tasks.Select(task => task.Id()).Order(), notified.Order());

        var assigned = await Eventually.SeesAsync(
            () => CountAsync(assignee, $"/api/v1/analytics/users/{assigneeId}?range=last_7_days", "assigned"),
            count => count >= expected, $"the numbers say {expected}", Patience);
        Assert.Equal(expected, assigned);
    }

    private static async Task<int> CountAsync(HttpClient http, string path, string field) =>
        (await http.GetJsonAsync(path)).GetProperty(field).GetInt32();

    private static async Task VerifyHistoryAsync(HttpClient owner, string task)
    {
        var types = (await owner.GetAllAsync($"/api/v1/tasks/{task}/history"))
            .Select(entry => entry.GetProperty("type").GetString()!);
        Assert.Equal(["task.assigned.v1", "task.created.v1"], types);
    }

    /// <summary>One round: creates and assigns from many clients at once, each with a key of its own.</summary>
    private sealed class Storm(string list, string assigneeId, int round)
    {
        private readonly ConcurrentDictionary<int, string> _created = new();
        private readonly ConcurrentDictionary<int, bool> _assigned = new();
        private int _acknowledged;

        public async Task RageUntilAsync(ServerProcess server, HttpClient http, int killAt)
        {
            var next = -1;
            var workers = Enumerable.Range(0, Workers).Select(async _ =>
            {
                while (Interlocked.Increment(ref next) is var index && index < TasksPerRound)
                    await TrySendAsync(http, index, () => Interlocked.Increment(ref _acknowledged));
            }).ToArray();
            await Eventually.SeesAsync(
                () => Task.FromResult(Volatile.Read(ref _acknowledged)),
                count => count >= killAt, $"{killAt} requests are acknowledged", Patience);
            await server.KillAsync();
            await Task.WhenAll(workers);

            // Otherwise the cut came too late to mean anything.
            Assert.InRange(_acknowledged, killAt, (TasksPerRound * 2) - 1);
        }

        public async Task VerifyAcknowledgedAsync(HttpClient http)
        {
            foreach (var chunk in _created.Chunk(Workers))
                await Task.WhenAll(chunk.Select(created => VerifyAsync(http, created.Key, created.Value)));
        }

        public async Task RepeatEverythingAsync(HttpClient http)
        {
            foreach (var chunk in Enumerable.Range(0, TasksPerRound).Chunk(Workers))
                await Task.WhenAll(chunk.Select(index => SendAsync(http, index, () => 0)));
        }

        private async Task VerifyAsync(HttpClient http, int index, string id)
        {
            var task = await http.GetJsonAsync($"/api/v1/tasks/{id}");
            Assert.Equal(Title(index), task.GetProperty("title").GetString());
            if (_assigned.ContainsKey(index))
                Assert.Equal(assigneeId, task.GetProperty("assigneeId").GetString());
        }

        private async Task TrySendAsync(HttpClient http, int index, Func<int> acknowledged)
        {
            try
            {
                await SendAsync(http, index, acknowledged);
            }
            catch (HttpRequestException)
            {
                // The server is gone; what was not acknowledged may or may not be there, and is repeated later.
            }
        }

        private async Task SendAsync(HttpClient http, int index, Func<int> acknowledged)
        {
            var created = await http.PostJsonAsync(
                $"/api/v1/lists/{list}/tasks", new { title = Title(index) }, $"create-{round}-{index}");
            var id = created.Id();
            Assert.Equal(id, _created.GetOrAdd(index, id));
            acknowledged();
            await http.PostJsonAsync($"/api/v1/tasks/{id}/assign", new { assigneeId }, $"assign-{round}-{index}");
            _assigned[index] = true;
            acknowledged();
        }

        private string Title(int index) => $"Task {round}-{index}";
    }
}
