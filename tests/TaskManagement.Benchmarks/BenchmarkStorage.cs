using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.Benchmarks;

/// <summary>Where a server that is measured keeps its data: a folder of its own, perhaps with a database.</summary>
internal sealed class BenchmarkStorage : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taskmanagement-bench-").FullName;
    private readonly string[] _settings;

    private BenchmarkStorage(string[] settings) => _settings = settings;

    /// <summary>What the server is started with: there, and on a port that is free.</summary>
    public string[] Arguments => [$"--Storage:Path={_folder}", "--Urls=http://127.0.0.1:0", .. _settings];

    public static BenchmarkStorage Sqlite() => new([]);

    public static async Task<BenchmarkStorage> OnAsync(PostgresServer server) => new(
        [
            .. PostgresServer.Settings(await server.CreateDatabaseAsync())
                .Select(setting => $"--{setting.Key}={setting.Value}"),
        ]);

    /// <summary>Measures on SQLite, and on PostgreSQL where it is installed.</summary>
    /// <param name="measureAsync">Gets the name of the database, and what makes another empty storage.</param>
    public static async Task OnEachAsync(Func<string, Func<Task<BenchmarkStorage>>, Task> measureAsync)
    {
        await measureAsync("SQLite", () => Task.FromResult(Sqlite()));
        if (PostgresServer.WhyMissing is { } why)
        {
            Console.WriteLine($"PostgreSQL: skipped. {why}");
            return;
        }

        await using var server = await PostgresServer.StartAsync(fsync: true);
        await measureAsync("PostgreSQL", () => OnAsync(server));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
