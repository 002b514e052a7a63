using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TaskManagement.EndToEnd.Hosting;
using TaskManagement.TestKit.PostgreSql;
using TaskManagement.TestKit.Time;

namespace TaskManagement.EndToEnd;

/// <summary>The real server on PostgreSQL, which comes and goes.</summary>
public sealed class PostgreSqlTests
{
    private static readonly string?[] Codes = ["storage_unavailable", "outcome_unknown"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [PostgresFact]
    public async Task DatabaseStops_WhileServing_ThenUnavailableAndBackWithoutARestart()
    {
        using var data = new DataFolder();
        await using var database = await PostgresServer.StartAsync(fsync: true);
        await using var server = await ServerProcess.StartAsync(data.Path, await SettingsAsync(database));
        using var owner = await Account.RegisterAsync(server, "owner");
        var list = (await owner.Http.PostJsonAsync("/api/v1/lists", new { name = "Home" })).Id();
        var task = (await owner.Http.PostJsonAsync($"/api/v1/lists/{list}/tasks", new { title = "Kept" })).Id();

        await database.StopAsync();
        await UnavailableAsync(() => owner.Http.GetAsync($"/api/v1/lists/{list}/tasks"));
        await UnavailableAsync(() => CreateAsync(owner.Http, list, "Late"));
        using (var ready = await owner.Http.GetAsync("/health/ready"))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using (var live = await owner.Http.GetAsync("/health/live"))
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);

        await database.StartAgainAsync();
        await Eventually.HoldsAsync(
            async () => (await CreateAsync(owner.Http, list, "Late")).IsSuccessStatusCode, "writes succeed", Patience);
        await Eventually.HoldsAsync(
            async () => (await owner.Http.GetAsync("/health/ready")).IsSuccessStatusCode, "it is ready", Patience);
        var tasks = await owner.Http.GetAllAsync($"/api/v1/lists/{list}/tasks");
        Assert.Equal(["Kept", "Late"], tasks.Select(row => row.GetProperty("title").GetString()).Order());
        Assert.Contains(task, tasks.Select(row => row.Id()));
        await Eventually.HoldsAsync(
            () => server.Output.Contains("again", StringComparison.Ordinal), "the lease is held again", Patience);
        Assert.Equal(0, await server.StopAsync());
    }

    [PostgresFact]
    public async Task Start_WhenTheDatabaseRefuses_ThenOneLineWithTheFixAndNoPassword()
    {
        using var data = new DataFolder();
        var database = await PostgresServer.SharedAsync();
        var refused = new (string ConnectionString, string Words)[]
        {
            (database.ConnectionString("postgres").Replace(PostgresServer.Password, "a wrong one"), "Password"),
            (database.ConnectionString("nowhere"), "createdb"),
            ("Host=127.0.0.1;Port=1;Database=x;Username=x;Password=a wrong one", "cannot be reached"),
            ("Port=many", "does not say where PostgreSQL is"),
        };
        foreach (var (connectionString, words) in refused)
        {
            var (exitCode, output) = await ServerProcess.RefuseAsync(
                data.Path, [.. Arguments(connectionString), "--Storage:ConnectWaitSeconds=1"]);
            Assert.Equal(1, exitCode);
            Assert.Contains(words, output, StringComparison.Ordinal);
            Assert.Contains("ConnectionStrings:TaskManagement", output, StringComparison.Ordinal);
            Assert.DoesNotContain("a wrong one", output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFileSystemEntries(data.Path));
        }
    }

    /// <summary>Settings of a server on a new database.</summary>
    public static async Task<string[]> SettingsAsync(PostgresServer database) =>
        Arguments(await database.CreateDatabaseAsync());

    private static string[] Arguments(string connectionString) =>
        [.. PostgresServer.Settings(connectionString).Select(setting => $"--{setting.Key}={setting.Value}")];

    private static Task<HttpResponseMessage> CreateAsync(HttpClient http, string list, string title)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/lists/{list}/tasks")
        {
            Content = JsonContent.Create(new { title }),
        };
        request.Headers.Add("Idempotency-Key", $"create-{title}");
        return http.SendAsync(request);
    }

    private static async Task UnavailableAsync(Func<Task<HttpResponseMessage>> send)
    {
        using var response = await send();
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.ServiceUnavailable, $"{response.StatusCode}: {body}");
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
        Assert.Contains(JsonDocument.Parse(body).RootElement.GetProperty("code").GetString(), Codes);
    }
}
