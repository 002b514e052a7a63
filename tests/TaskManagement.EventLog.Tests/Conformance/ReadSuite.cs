using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Time;

namespace TaskManagement.EventLog.Tests.Conformance;

public abstract class ReadSuite<TStore> where TStore : ITestStore, new()
{
    private readonly TStore _store = new();

    [StoreFact]
    public async Task ReadStream_WhenAsOf_ThenEverythingUpToThatInstantAndNothingLater()
    {
        var clock = new ManualTimeProvider();
        await using var database = await StartAsync(clock);
        var stream = Sample.NewStream();
        var start = clock.GetUtcNow();
        await database.Log.MustAppendAsync(Sample.Append(stream, 0, 2));
        await database.Log.MustAppendAsync(Sample.Append(stream, 2));
        clock.Advance(TimeSpan.FromMicroseconds(1));
        await database.Log.MustAppendAsync(Sample.Append(stream, 3));

        await ReadsAsync(ReadUntil.RecordedAt(start - TimeSpan.FromMicroseconds(1)));
        await ReadsAsync(ReadUntil.RecordedAt(start), 1, 2, 3);
        await ReadsAsync(ReadUntil.RecordedAt(start + TimeSpan.FromMicroseconds(1)), 1, 2, 3, 4);
        await ReadsAsync(ReadUntil.VersionIs(2), 1, 2);
        await ReadsAsync(default, 1, 2, 3, 4);

        async Task ReadsAsync(ReadUntil until, params long[] versions)
        {
            var read = await database.Log.ReadStreamAsync(stream, 0, until);
            Assert.Equal(versions, read.Select(recorded => recorded.Stored.Version));
        }
    }

    [StoreFact]
    public async Task ReadStream_WhenInPages_ThenForwardsAndBackwardsInOrder()
    {
        await using var database = await _store.StartAsync();
        var stream = Sample.NewStream();
        await database.Log.MustAppendAsync(Sample.Append(stream, events: 7));

        var page = await database.Log.ReadStreamAsync(stream, afterVersion: 2, limit: 3);
        var newest = await database.Log.ReadStreamBackwardsAsync(stream, beforeVersion: 7, limit: 3);

        Assert.Equal([3, 4, 5], page.Select(recorded => recorded.Stored.Version));
        Assert.Equal([6, 5, 4], newest.Select(recorded => recorded.Stored.Version));
    }

    [StoreFact]
    public async Task Append_WhenTheClockIsSetBack_ThenRecordedTimeDoesNotFallWithinAPartition()
    {
        var clock = new ManualTimeProvider();
        await using var database = await StartAsync(clock);
        var stream = Sample.NewStream();
        var first = (await database.Log.MustAppendAsync(Sample.Append(stream))).Events[0].Stored.At;
        clock.SetUtcNow(clock.GetUtcNow() - TimeSpan.FromHours(1));

        var second = (await database.Log.MustAppendAsync(Sample.Append(stream, 1))).Events[0].Stored.At;
        await database.RestartAsync();
        var third = (await database.Log.MustAppendAsync(Sample.Append(stream, 2))).Events[0].Stored.At;

        Assert.Equal([first, first], [second, third]);
    }

    [StoreFact]
    public async Task Append_WhenRecorded_ThenTheViewHoldsTheSameInstantToTheMicrosecond()
    {
        var now = new DateTimeOffset(2026, 3, 3, 9, 0, 0, 123, 456, TimeSpan.Zero);
        var clock = new ManualTimeProvider(now.AddTicks(7));
        await using var database = await StartAsync(clock);
        const string Select = "SELECT at FROM notes";
        var append = Sample.Append(Sample.NewStream()) with
        {
            View = [Sample.Note(Guid.NewGuid(), "now", Statement.RecordedAt)],
        };

        var stored = (await database.Log.MustAppendAsync(append)).Events[0].Stored;

        Assert.Equal(now, stored.At);
        Assert.Equal(
            stored.At, Assert.Single(await database.Database.ReadAsync(new Statement(Select), row => row.Instant(0))));
        Assert.Equal(stored, (await database.Log.ReadStreamAsync(new StreamName(stored.Stream)))[0].Stored);
    }

    [StoreFact]
    public async Task Write_WhenRecordedAtStandsOutsideOfAnAppend_ThenRefused()
    {
        await using var database = await StartAsync(new ManualTimeProvider());

        await Assert.ThrowsAsync<DatabaseWriteException>(
            () => database.Database.WriteAsync([Sample.Note(Guid.NewGuid(), "never", Statement.RecordedAt)]));
    }

    [StoreFact]
    public async Task ReadPartition_WhileWritersCommit_ThenNothingIsMissed()
    {
        await using var database = await _store.StartAsync(settings: [new("Storage:Partitions", "2")]);
        using var writing = new CancellationTokenSource();
        var writers = Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var stream = Sample.NewStream();
            for (var version = 0; version < 60; version += 2)
                await database.Log.MustAppendAsync(Sample.Append(stream, version, 2));
        }));
        var readers = Enumerable.Range(0, 2)
            .Select(partition => ReadAllAsync(database.Log, partition, writing.Token)).ToArray();

        await writers;
        await writing.CancelAsync();

        Assert.Equal(480, (await Task.WhenAll(readers)).Sum());
    }

    [StoreFact]
    public async Task Reopen_WhenClosedCleanly_ThenEverythingIsThere()
    {
        await using var database = await StartAsync(new ManualTimeProvider());
        var stream = Sample.NewStream();
        var append = Sample.Append(stream, events: 3) with { View = [Sample.Note(Guid.NewGuid(), "kept")] };
        var before = await database.Log.MustAppendAsync(append);

        await database.RestartAsync();

        Assert.Equal(before.Events.AsEnumerable(), await database.Log.ReadStreamAsync(stream));
        Assert.Equal(["kept"], await database.NotesAsync());
        var next = await database.Log.MustAppendAsync(Sample.Append(stream, 3));
        Assert.Equal(before.Events[^1].Stored.Sequence + 1, next.Events[0].Stored.Sequence);
    }

    private static async Task<int> ReadAllAsync(IEventLog log, int partition, CancellationToken writersAreDone)
    {
        var last = 0L;
        while (true)
        {
            var finalRound = writersAreDone.IsCancellationRequested;
            var batch = await log.ReadPartitionAsync(partition, last, 7);
            foreach (var stored in batch.Events)
                Assert.Equal(++last, stored.Sequence);
            Assert.True(batch.Head >= last, $"The head {batch.Head} is behind the events read with it, {last}.");
            if (batch.Events.IsEmpty && finalRound)
                return (int)last;
            await Task.Yield();
        }
    }

    private Task<TestDatabase> StartAsync(TimeProvider clock) =>
        _store.StartAsync(services => services.AddSingleton(clock).AddSingleton(Sample.Notes));
}
