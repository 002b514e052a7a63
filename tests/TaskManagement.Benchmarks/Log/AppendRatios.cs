using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TaskManagement.TestKit;
using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.Benchmarks.Log;

/// <summary>
/// Acknowledged appends a second of 64 callers, with commits shared and with one transaction per append, on the same
/// tables and indexes.
/// </summary>
internal static class AppendRatios
{
    private const string Name = "one transaction each";
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(3);

    public static async Task RunAsync()
    {
        await OnSqliteAsync();
        if (PostgresServer.WhyMissing is { } why)
            Console.WriteLine($"append on PostgreSQL: skipped. {why}");
        else
            await OnPostgreSqlAsync();
    }

    private static async Task OnSqliteAsync()
    {
        await using var shared = await StartAsync([]);
        // SQLite lets one transaction write at a time, so a batch of one is what any writer could do at best.
        await using var single = await StartAsync([new("Storage:BatchAppendsMax", "1")]);
        await Comparison.RunAsync("append on SQLite", () => MeasureAsync(shared), Name, () => MeasureAsync(single));
    }

    private static async Task OnPostgreSqlAsync()
    {
        await using var server = await PostgresServer.StartAsync(fsync: true);
        await using var shared = await StartOnAsync(server, writers: 1);
        await using var halved = await StartOnAsync(server, writers: 2);
        var connection = await server.CreateDatabaseAsync();
        await using var tables = await StartAsync(PostgresServer.Settings(connection));
        await using var source = NpgsqlDataSource.Create($"{connection};MaxPoolSize=64;MaxAutoPrepare=32");
        var singles = new SingleTransactions(source, tables.Log.Partitions);
        var data = await DataOfAsync(shared);
        await Comparison.RunAsync(
            "append on PostgreSQL", () => MeasureAsync(shared),
            Name, () => AppendLoad.MeasureAsync(append => singles.AppendAsync(append, data), Slice));
        await Comparison.RunAsync(
            "append on PostgreSQL, two writers", () => MeasureAsync(halved), "one writer", () => MeasureAsync(shared));
    }

    private static async Task<TestDatabase> StartOnAsync(PostgresServer server, int writers) => await StartAsync(
    [
        .. PostgresServer.Settings(await server.CreateDatabaseAsync()),
        new("Storage:Writers", writers.ToString(CultureInfo.InvariantCulture)),
    ]);

    /// <summary>The text of an event as the log stores it.</summary>
    private static async Task<string> DataOfAsync(TestDatabase database)
    {
        var append = AppendLoad.NewTask();
        await AppendLoad.MustAppendAsync(database.Log, append);
        return (await database.Log.ReadStreamAsync(append.Streams[0].Stream))[0].Stored.Data!;
    }

    private static Task<TestDatabase> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings) =>
        TestDatabase.StartAsync(services => services.AddSingleton(AppendLoad.View), settings);

    private static Task<double> MeasureAsync(TestDatabase database) =>
        AppendLoad.MeasureAsync(append => AppendLoad.MustAppendAsync(database.Log, append), Slice);
}
