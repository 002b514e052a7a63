using System.Collections.Concurrent;
using System.Text.Json;
using Npgsql;
using TaskManagement.EndToEnd.Hosting;
using TaskManagement.TestKit.PostgreSql;
using TaskManagement.TestKit.Time;

namespace TaskManagement.EndToEnd.Engines;

/// <summary>Several silos and a front end over PostgreSQL: they serve as one, and outlive the loss of a silo.</summary>
public sealed class ClusterTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [PostgresFact]
    public async Task Silo_WhenOneIsKilledAndOneIsAdded_ThenNothingAcknowledgedIsLostAndServiceGoesOn()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();
        var first = await cluster.StartSiloAsync();
        var second = await cluster.StartSiloAsync();
        var frontEnd = await cluster.StartFrontEndAsync();
        await SeesActiveSilosAsync(cluster, 2);
        using var ada = await Account.RegisterAsync(frontEnd, "ada");
        using var ben = await Account.RegisterAsync(frontEnd, "ben", "Ben", "Beispiel");
        var list = await ShareListAsync(ada, ben);
        await AssignAndNoticeAsync(ada, ben, list, "Water the plants");

        await using var writes = new SteadyWrites(ada.Http, list);
        await writes.AcknowledgeMoreAsync(50);
        await first.KillAsync();
        await writes.AcknowledgeMoreAsync(50);
        await AssignAndNoticeAsync(ada, ben, list, "Rake the leaves");
        await SeesActiveSilosAsync(cluster, 1);

        await cluster.StartSiloAsync();
        await SeesActiveSilosAsync(cluster, 2);
        await second.KillAsync();
        await writes.AcknowledgeMoreAsync(50);
        await AssignAndNoticeAsync(ada, ben, list, "Prune the roses");

        var acknowledged = writes.Acknowledged;
        foreach (var (title, id) in acknowledged)
            Assert.Equal(id, await writes.RepeatAsync(title));
        var titles = (await ada.Http.GetAllAsync($"/api/v1/lists/{list}/tasks"))
            .Select(task => task.GetProperty("title").GetString()!).ToList();
        Assert.Empty(acknowledged.Keys.Except(titles));
        Assert.Equal(titles.Count, titles.Distinct().Count());
    }

    [PostgresFact]
    public async Task Silo_WhenItHostsSomeContextsOnly_ThenTheOthersAreReachedElsewhere()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();
        await cluster.StartSiloAsync("--Silo:Contexts=Users, Tasks");
        var rest = await cluster.StartSiloAsync("--Silo:Contexts=Notifications,Analytics");
        var frontEnd = await cluster.StartFrontEndAsync();
        using var ada = await Account.RegisterAsync(frontEnd, "ada");
        using var ben = await Account.RegisterAsync(frontEnd, "ben", "Ben", "Beispiel");
        await AssignAndNoticeAsync(ada, ben, await ShareListAsync(ada, ben), "Water the plants");
        Assert.Equal(0, await rest.StopAsync());
    }

    [PostgresFact]
    public async Task Silo_WhenStoppedByAnOperator_ThenLeavesTheClusterItself()
    {
        await using var cluster = await ClusterProcesses.CreateAsync();
        await cluster.StartSiloAsync();
        var leaving = await cluster.StartSiloAsync();
        await SeesActiveSilosAsync(cluster, 2);
        Assert.Equal(0, await leaving.StopAsync());
        Assert.Equal(1, await ActiveSilosAsync(cluster.Database));
    }

    [PostgresFact]
    public async Task Start_WhenTheScriptWasNotApplied_ThenSaysWhatToApply()
    {
        var postgres = await PostgresServer.SharedAsync();
        var database = await postgres.CreateDatabaseAsync();
        foreach (var executable in new[] { "TaskManagement.Silo", "TaskManagement.Api" })
        {
            using var folder = new DataFolder();
            var (exitCode, output) = await ProductProcess.RefuseAsync(executable,
            [
                "--Cluster:Provider=PostgreSql", $"--ConnectionStrings:TaskManagement={database}",
                .. executable == "TaskManagement.Silo" ? [$"--Storage:Path={folder.Path}"] : Array.Empty<string>(),
            ]);
            Assert.Equal(1, exitCode);
            Assert.Contains("deploy/orleans/postgresql.sql", output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("TaskManagement.Silo", "--Cluster:Provider=Consul", "Cluster:Provider")]
    [InlineData("TaskManagement.Silo", "--Cluster:Provider=PostgreSql", "ConnectionStrings:TaskManagement")]
    [InlineData("TaskManagement.Silo", "--Cluster:AdvertisedAddress=here", "Cluster:AdvertisedAddress")]
    [InlineData("TaskManagement.Silo", "--Cluster:SiloPrt=1", "SiloPrt")]
    [InlineData("TaskManagement.Silo", "--Cluster:GatewayPort=70000", "Cluster:GatewayPort")]
    [InlineData("TaskManagement.Silo", "--Cluster:Tls:CertificatePath=/nowhere.pem", "Cluster:Tls")]
    [InlineData("TaskManagement.Silo", "--Silo:Contexts=Billing", "Silo:Contexts")]
    [InlineData("TaskManagement.Silo", "--Silo:ShutdownTimeoutSeconds=0", "Silo:ShutdownTimeoutSeconds")]
    [InlineData("TaskManagement.Api", "--Cluster:ConnectTimeoutSeconds=0", "Cluster:ConnectTimeoutSeconds")]
    public async Task Start_WhenASettingIsBad_ThenEndsWithItsNameAndTheFix(
        string executable, string setting, string key)
    {
        var (exitCode, output) = await ProductProcess.RefuseAsync(executable, [setting]);
        Assert.Equal(1, exitCode);
        Assert.Contains(key, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    private static async Task<string> ShareListAsync(Account owner, Account member)
    {
        var list = (await owner.Http.PostJsonAsync("/api/v1/lists", new { name = "Garden" })).Id();
        await owner.Http.PutJsonAsync($"/api/v1/lists/{list}/members/{member.Id}", new { role = "editor" });
        return list;
    }

    /// <summary>A task from the first word to the assignee's inbox and numbers.</summary>
    private static async Task AssignAndNoticeAsync(Account owner, Account assignee, string list, string title)
    {
        var numbers = $"/api/v1/analytics/users/{assignee.Id}?range=last_7_days";
        var before = (await PatientlyAsync(() => assignee.Http.GetJsonAsync(numbers)))
            .GetProperty("assigned").GetInt32();
        var task = (await PatientlyAsync(() => owner.Http.PostJsonAsync(
            $"/api/v1/lists/{list}/tasks", new { title }, KeyOf("create", title)))).Id();
        await PatientlyAsync(() => owner.Http.PostJsonAsync(
            $"/api/v1/tasks/{task}/assign", new { assigneeId = assignee.Id }, KeyOf("assign", title)));
        await Eventually.SeesAsync(
            () => assignee.Http.GetAllAsync("/api/v1/notifications"),
            inbox => inbox.Any(row => row.GetProperty("taskId").GetString() == task),
            $"the assignee is told of '{title}'", Patience);
        await Eventually.SeesAsync(
            async () => (await assignee.Http.GetJsonAsync(numbers)).GetProperty("assigned").GetInt32(),
            assigned => assigned > before, $"the assignee's numbers count '{title}'", Patience);
    }

    /// <summary>While a silo is missed its grains may not answer; a client tries again, under the same key.</summary>
    private static Task<JsonElement> PatientlyAsync(Func<Task<JsonElement>> send) =>
        Eventually.SeesAsync(send, _ => true, "a request is answered", Patience);

    private static string KeyOf(string act, string title) => $"{act}-{title.Replace(' ', '-')}";

    private static Task<int> SeesActiveSilosAsync(ClusterProcesses cluster, int count) => Eventually.SeesAsync(
        () => ActiveSilosAsync(cluster.Database), active => active == count, $"{count} silos are active", Patience);

    private static async Task<int> ActiveSilosAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT count(*)::int FROM orleans_silo WHERE status = 3", connection);
        return (int)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>
    /// Clients that create tasks all the time, each task under a key of its own. What is not acknowledged they send
    /// again under the same key: a silo that is killed may have done it and not have said so.
    /// </summary>
    private sealed class SteadyWrites : IAsyncDisposable
    {
        private const int Clients = 4;
        private readonly HttpClient _http;
        private readonly string _path;
        private readonly ConcurrentDictionary<string, string> _idsByTitle = [];
        private readonly CancellationTokenSource _stop = new();
        private readonly Task[] _clients;
        private int _next;

        public SteadyWrites(HttpClient http, string list)
        {
            (_http, _path) = (http, $"/api/v1/lists/{list}/tasks");
            _clients = [.. Enumerable.Range(0, Clients).Select(_ => WriteAsync())];
        }

        /// <summary>The tasks so far: their ids by their titles.</summary>
        public Dictionary<string, string> Acknowledged => new(_idsByTitle);

        public async Task AcknowledgeMoreAsync(int count)
        {
            var goal = _idsByTitle.Count + count;
            await Eventually.SeesAsync(
                () => Task.FromResult(_idsByTitle.Count),
                seen => seen >= goal || _clients.Any(client => client.IsFaulted),
                $"{goal} writes are acknowledged", Patience);
            await Task.WhenAll(_clients.Where(client => client.IsFaulted));
        }

        /// <summary>Sends one again, as a client does that never heard the answer; gives the task's id.</summary>
        public async Task<string> RepeatAsync(string title) => (await PatientlyAsync(() => CreateAsync(title))).Id();

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Task.WhenAll(_clients);
            _stop.Dispose();
        }

        private async Task WriteAsync()
        {
            while (!_stop.IsCancellationRequested)
            {
                var title = $"write {Interlocked.Increment(ref _next)}";
                await Eventually.HoldsAsync(
                    async () => _stop.IsCancellationRequested || await IsAcknowledgedAsync(title),
                    $"'{title}' is acknowledged", Patience);
            }
        }

        private async Task<bool> IsAcknowledgedAsync(string title) =>
            _idsByTitle.TryAdd(title, (await CreateAsync(title)).Id());

        private Task<JsonElement> CreateAsync(string title) =>
            _http.PostJsonAsync(_path, new { title }, KeyOf("create", title));
    }
}
