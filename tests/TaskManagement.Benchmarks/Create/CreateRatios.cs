using TaskManagement.Benchmarks.Http;
using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.Benchmarks.Create;

/// <summary>
/// Tasks created a second by 64 clients, acknowledged after the commit, with every consumer on, beside a program that
/// writes the same rows into the same tables in a transaction for each: by calls in one process, and over HTTP.
/// </summary>
internal static class CreateRatios
{
    private const int Clients = 64;
    private const string Other = "a transaction each";
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(3);

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("taskmanagement-bench-").FullName;
        try
        {
            var file = $"{folder}/single/taskmanagement.db";
            var pattern = await PatternAsync(isPostgreSql: false, file, [$"--Storage:Path={folder}/single"]);
            await InProcessAsync("SQLite", pattern, [$"--Storage:Path={folder}/calls"]);
            await OverHttpAsync("SQLite", pattern, [$"--Storage:Path={folder}/http"]);
            if (PostgresServer.WhyMissing is { } why)
                Console.WriteLine($"create on PostgreSQL: skipped. {why}");
            else
                await OnPostgreSqlAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task OnPostgreSqlAsync(string folder)
    {
        await using var server = await PostgresServer.StartAsync(fsync: true);
        var single = await server.CreateDatabaseAsync();
        var pattern = await PatternAsync(isPostgreSql: true, single, Settings(single, $"{folder}/pg-single"));
        await InProcessAsync("PostgreSQL", pattern, Settings(await server.CreateDatabaseAsync(), $"{folder}/pg-calls"));
        await OverHttpAsync("PostgreSQL", pattern, Settings(await server.CreateDatabaseAsync(), $"{folder}/pg-http"));
    }

    private static string[] Settings(string connection, string folder) =>
    [
        $"--Storage:Path={folder}",
        .. PostgresServer.Settings(connection).Select(setting => $"--{setting.Key}={setting.Value}"),
    ];

    /// <summary>A database with a task, and no server on it any more.</summary>
    private static async Task<PatternDatabase> PatternAsync(bool isPostgreSql, string place, string[] settings)
    {
        await using var server = await CreateServer.StartAsync(settings);
        return new PatternDatabase(isPostgreSql, place, server.List.Value, await server.CreateAsync());
    }

    private static async Task InProcessAsync(string database, PatternDatabase pattern, string[] settings)
    {
        await using var server = await CreateServer.StartAsync(settings);
        await using var single = await SingleCreates.OpenAsync(pattern);
        await Comparison.RunAsync(
            $"create on {database}",
            () => server.MeasureAsync(Clients, Slice),
            Other,
            () => CreateServer.MeasureAsync(Clients, Slice, single.CreateAsync));
    }

    private static async Task OverHttpAsync(string database, PatternDatabase pattern, string[] settings)
    {
        using var server = await ChildServer.StartAsync(
            typeof(Server.ServerApplication).Assembly.Location, null, ["--Urls=http://127.0.0.1:0", .. settings]);
        var board = await Board.PrepareAsync(server.Address);
        using var single = await ChildServer.StartAsync(
            typeof(CreateRatios).Assembly.Location,
            board.TaskJson,
            BareServer.Argument,
            $"--keys={server.Address}",
            pattern.ToArgument());
        var (ours, theirs) = (board.Create(server.Address), board.Bare(single.Address, "POST", Board.NewTask));
        await Comparison.RunAsync(
            $"create on {database} over HTTP",
            async () =>
            {
                var rate = await ours.MeasureAsync(Clients, Slice);
                await ConsumerLag.DrainAsync(server.Address);
                return rate;
            },
            Other,
            () => theirs.MeasureAsync(Clients, Slice));
    }
}
