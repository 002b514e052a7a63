using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Benchmarks.Log;
using TaskManagement.EventLog.Database;
using TaskManagement.Silo;
using TaskManagement.TestKit;
using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.Benchmarks.Admin;

/// <summary>
/// Events a second of each command of <c>taskman-admin</c>, beside reading and decoding the same log alone, and the
/// memory that it takes. The start of the process is in it.
/// </summary>
internal static class AdminRatios
{
    public const int EventsDefault = 200_000;

    private const int EventsPerStream = 10;
    private const int DecodeRounds = 3;
    private const double MegaByte = 1024 * 1024;

    public static async Task RunAsync(int events)
    {
        await using var database = await TestDatabase.StartAsync(
            AddReleaseSchema, [new("Storage:Provider", "Sqlite")]);
        await FillAsync(database, events);
        var decoded = await DecodeAsync(database, events);
        await database.StopAsync();
        Console.WriteLine($"admin: {events} events, {EventsPerStream} of a stream, {decoded:F0}/s decoded alone");
        using var elsewhere = new TemporaryFolder();
        var (backup, restored) = (elsewhere.PathOf("backup.tar"), elsewhere.PathOf("restored"));
        await MeasureAsync("verify", "verify", $"sqlite:{database.Folder}");
        await MeasureAsync("backup", "backup", "--path", database.Folder, "--out", backup, "--with-master-key");
        await MeasureAsync("restore", "restore", "--from", backup, "--path", restored);
        if (PostgresServer.WhyMissing is { } why)
        {
            Console.WriteLine($"admin copy to PostgreSQL: skipped. {why}");
            return;
        }

        await using var server = await PostgresServer.StartAsync(fsync: true);
        var copy = $"postgresql:{await server.CreateDatabaseAsync()}";
        await MeasureAsync("copy to PostgreSQL", "copy", "--from", $"sqlite:{database.Folder}", "--to", copy);
        await MeasureAsync("verify on PostgreSQL", "verify", copy);

        async Task MeasureAsync(string name, params string[] args)
        {
            var run = await AdminProcess.RunAsync(args);
            var rate = events / run.Elapsed.TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"admin {name}: {rate:F0} events/s, ratio {rate / decoded:F3}, {run.Elapsed.TotalSeconds:F1} s "
                + $"with {run.Processor.TotalSeconds:F1} s of a processor, peak {run.PeakBytes / MegaByte:F0} MB"));
        }
    }

    private static void AddReleaseSchema(IServiceCollection services)
    {
        var contexts = new ServiceCollection().AddTaskManagementContexts(new ConfigurationBuilder().Build());
        foreach (var part in contexts.Where(service => service.ServiceType == typeof(SchemaPart)))
            services.Add(part);
    }

    private static async Task FillAsync(TestDatabase database, int events)
    {
        foreach (var chunk in Enumerable.Range(0, events / EventsPerStream).Chunk(AppendLoad.Callers))
        {
            await Task.WhenAll(chunk.Select(_ => AppendLoad.MustAppendAsync(
                database.Log, AppendLoad.NewTask(EventsPerStream) with { View = [] })));
        }
    }

    private static async Task<double> DecodeAsync(TestDatabase database, int events)
    {
        var rates = new List<double>();
        for (var round = 0; round < DecodeRounds; round++)
            rates.Add(await ReadRatios.DecodeAsync(database, events));
        return rates.Order().ElementAt(DecodeRounds / 2);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("taskmanagement-").FullName;

        public string PathOf(string name) => Path.Combine(_path, name);

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
