using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.TestKit;

namespace TaskManagement.Benchmarks.Log;

/// <summary>Events a second, read in order and decoded, beside the bare rows through the same driver.</summary>
internal static class ReadRatios
{
    private const int Streams = 2_000;
    private const int EventsPerStream = 50;
    private const int PageEvents = 500;

    private const string SelectPage = """
        SELECT partition, sequence, stream, version, type, data, command_id, actor, origin, correlation_id, at
        FROM events WHERE partition = @partition AND sequence > @after ORDER BY sequence LIMIT @limit
        """;

    public static async Task RunAsync()
    {
        await using var database = await TestDatabase.StartAsync(services => services.AddSingleton(AppendLoad.View));
        foreach (var chunk in Enumerable.Range(0, Streams).Chunk(AppendLoad.Callers))
        {
            await Task.WhenAll(chunk.Select(_ => AppendLoad.MustAppendAsync(
                database.Log, AppendLoad.NewTask(EventsPerStream))));
        }

        await Comparison.RunAsync(
            "read and decode", () => DecodeAsync(database, Streams * EventsPerStream),
            "bare rows", () => Task.FromResult(ReadRows(database)));
    }

    /// <summary>Events a second of a whole log, which has so many.</summary>
    public static async Task<double> DecodeAsync(TestDatabase database, int events)
    {
        var clock = Stopwatch.StartNew();
        var count = 0L;
        for (var partition = 0; partition < database.Log.Partitions; partition++)
        {
            for (var after = 0L; ;)
            {
                var page = await database.Log.ReadPartitionAsync(partition, after, PageEvents);
                foreach (var stored in page.Events)
                    await database.Log.DecodeAsync(stored);
                count += page.Events.Length;
                if (page.Events.Length < PageEvents)
                    break;
                after = page.Events[^1].Sequence;
            }
        }

        return Rate(count, events, clock);
    }

    private static double ReadRows(TestDatabase database)
    {
        var clock = Stopwatch.StartNew();
        var count = 0L;
        using var connection = new SqliteConnection(
            $"Data Source={Directory.GetFiles(database.Folder, "*.db").Single()};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = SelectPage;
        var partitionOf = command.Parameters.Add("@partition", SqliteType.Integer);
        var after = command.Parameters.Add("@after", SqliteType.Integer);
        command.Parameters.AddWithValue("@limit", PageEvents);
        for (var partition = 0; partition < database.Log.Partitions; partition++)
        {
            (partitionOf.Value, after.Value) = (partition, 0L);
            for (var rows = PageEvents; rows == PageEvents; count += rows)
                (rows, after.Value) = ReadPage(command);
        }

        return Rate(count, Streams * EventsPerStream, clock);
    }

    private static (int Rows, long Last) ReadPage(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var values = new object[reader.FieldCount];
        var rows = 0;
        for (; reader.Read(); rows++)
            reader.GetValues(values);
        return (rows, values[1] is long last ? last : 0);
    }

    private static double Rate(long count, int expected, Stopwatch clock) => count == expected
        ? count / clock.Elapsed.TotalSeconds
        : throw new InvalidOperationException($"{count} events were read, not {expected}.");
}
