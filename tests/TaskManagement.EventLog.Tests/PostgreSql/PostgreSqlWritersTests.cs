using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;
using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.EventLog.Tests.PostgreSql;

/// <summary>Silos of a cluster append to one database at the same time, each with a writer of its own.</summary>
public sealed class PostgreSqlWritersTests
{
    private const int AppendsPerSilo = 150;

    [PostgresFact]
    public async Task Append_WhenTwoSilosWrite_ThenDenseAndNoReaderMissesASequence()
    {
        var settings = await SettingsAsync();
        await using var first = await StartSiloAsync(settings);
        await using var second = await StartSiloAsync(settings);
        using var writing = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(partition => ReadAllAsync(first.Log, partition, writing.Token));
        var reading = Task.WhenAll(readers.ToArray());

        var written = (await Task.WhenAll(WriteAsync(first.Log), WriteAsync(second.Log)))
            .SelectMany(events => events).ToArray();
        await writing.CancelAsync();

        var read = (await reading).SelectMany(events => events).ToArray();
        Assert.Equal(2 * AppendsPerSilo, read.Length);
        Assert.Equal(Ordered(written), Ordered(read));
        foreach (var partition in read.GroupBy(stored => stored.Partition))
            Assert.Equal(partition.OrderBy(stored => stored.At), partition);
    }

    [PostgresFact]
    public async Task Append_WhenTwoSilosContendForOneStream_ThenEachVersionIsWrittenOnce()
    {
        var settings = await SettingsAsync();
        await using var first = await StartSiloAsync(settings);
        await using var second = await StartSiloAsync(settings);
        var stream = Sample.NewStream();

        for (var version = 0; version < 20; version++)
        {
            var context = TestCommands.BySystem();
            var outcomes = await Task.WhenAll(
                first.Log.AppendAsync(Sample.Append(stream, version, context: context)),
                second.Log.AppendAsync(Sample.Append(stream, version, context: context)),
                second.Log.AppendAsync(Sample.Append(stream, version)));
            Assert.Single(outcomes.OfType<AppendOutcome.Appended>());
        }

        Assert.Equal(20, (await first.Log.ReadStreamAsync(stream)).Length);
    }

    [PostgresTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Append_WhenTwoProcessesContend_ThenDenseAndEveryVersionAndGuardHolds(int writers)
    {
        var settings = await SettingsAsync(writers);
        await using var database = await StartSiloAsync(settings);
        await using var second = await SecondProcess.StartAsync(settings
            .Single(setting => setting.Key == "ConnectionStrings:TaskManagement").Value!);
        using var writing = new CancellationTokenSource();
        var reading = Task.WhenAll(
            Enumerable.Range(0, 2).Select(partition => ReadAllAsync(database.Log, partition, writing.Token)).ToArray());

        await Task.WhenAll(second.RunAsync(), Contention.RunAsync(database.Log));
        await writing.CancelAsync();

        var partitions = await reading;
        var list = await database.Log.ReadStreamAsync(Contention.List);
        Assert.Equal(2 * Contention.Callers * Contention.Rounds, list.Length);
        var own = partitions.SelectMany(events => events)
            .Where(stored => stored.Stream.StartsWith("sample-", StringComparison.Ordinal));
        Assert.Equal(4 * Contention.Callers * Contention.Rounds, own.Count());
        foreach (var events in partitions)
            Assert.Equal(events.OrderBy(stored => stored.At), events);
        AssertGuardsHeld(partitions[list[0].Stored.Partition]);
    }

    [PostgresFact]
    public async Task Append_WhenAppendsReachIntoBothWritersPartitions_ThenListenersHearOfEachPartitionInOrder()
    {
        var listener = new RecordingListener();
        await using var database = await TestDatabase.StartAsync(
            services => services.AddSingleton<ICommitListener>(listener), await SettingsAsync(writers: 2));

        await Task.WhenAll(Enumerable.Range(0, 32).Select(async caller =>
        {
            for (var round = 0; round < 20; round++)
                await database.Log.MustAppendAsync(AcrossPartitions(first: (caller + round) % 2));
        }));

        foreach (var partition in listener.Batches.GroupBy(batch => batch.Partition))
        {
            var heard = partition.SelectMany(batch => batch.Events).Select(stored => stored.Sequence);
            Assert.Equal(Enumerable.Range(1, 640).Select(sequence => (long)sequence), heard);
        }

        Assert.Equal(2, listener.Batches.DistinctBy(batch => batch.Partition).Count());
    }

    /// <summary>An append into both of two partitions, of which one writer has one each.</summary>
    private static Append AcrossPartitions(int first) => new(
        TestCommands.BySystem(),
        [Sample.Stream(Sample.StreamIn(first, 2)), Sample.Stream(Sample.StreamIn(1 - first, 2))]);

    /// <summary>Sequence is the order of commits within a partition: so it tells what held at each append.</summary>
    private static void AssertGuardsHeld(IEnumerable<StoredEvent> events)
    {
        var version = 0L;
        var held = 0;
        foreach (var stored in events)
        {
            if (stored.Stream == Contention.List.Value)
                Assert.Equal(++version, stored.Version);
            if (Contention.VersionHeldBy(stored.Stream) is not { } required)
                continue;
            Assert.Equal(version, required);
            held++;
        }

        Assert.True(held > 0, "No append held the guard.");
    }

    private static IOrderedEnumerable<(int, long, string)> Ordered(IEnumerable<StoredEvent> events) => events
        .Select(stored => (stored.Partition, stored.Sequence, stored.Stream)).Order();

    private static async Task<StoredEvent[]> WriteAsync(IEventLog log)
    {
        var appended = await Task.WhenAll(Enumerable.Range(0, AppendsPerSilo)
            .Select(_ => log.MustAppendAsync(Sample.Append(Sample.NewStream()))));
        return [.. appended.SelectMany(append => append.Events).Select(recorded => recorded.Stored)];
    }

    private static async Task<List<StoredEvent>> ReadAllAsync(IEventLog log, int partition, CancellationToken done)
    {
        List<StoredEvent> read = [];
        while (true)
        {
            var finalRound = done.IsCancellationRequested;
            var batch = await log.ReadPartitionAsync(partition, read.Count, 7);
            Assert.Equal(
                Enumerable.Range(read.Count + 1, batch.Events.Length).Select(sequence => (long)sequence),
                batch.Events.Select(stored => stored.Sequence));
            read.AddRange(batch.Events);
            if (batch.Events.IsEmpty && finalRound)
                return read;
        }
    }

    private static async Task<KeyValuePair<string, string?>[]> SettingsAsync(int writers = 1)
    {
        var server = await PostgresServer.SharedAsync();
        return
        [
            .. PostgresServer.Settings(await server.CreateDatabaseAsync()),
            new("Storage:Partitions", "2"),
            new("Storage:Writers", writers.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    private static Task<TestDatabase> StartSiloAsync(KeyValuePair<string, string?>[] settings) =>
        Silos.StartAsync(settings, Silos.MasterKey);
}
