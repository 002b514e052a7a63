using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Tests.Conformance;

/// <summary>Writes that share a commit do not share each other's trouble.</summary>
public abstract class BatchSuite<TStore> where TStore : ITestStore, new()
{
    private readonly TStore _store = new();

    [StoreFact]
    public async Task Batch_WhenOneMemberConflicts_ThenItFailsAlone()
    {
        var (database, gate) = await _store.StartGatedAsync();
        await using var closing = database;
        var contested = Sample.NewStream();
        var other = Sample.NewStream();

        gate.Hold();
        var first = database.Log.AppendAsync(Sample.Append(contested));
        var second = database.Log.AppendAsync(Sample.Append(contested));
        var stranger = database.Log.AppendAsync(Sample.Append(other));
        var follower = database.Log.AppendAsync(Sample.Append(contested, expected: 1));
        gate.Release();

        Assert.IsType<AppendOutcome.Appended>(await first);
        Assert.Equal(new AppendOutcome.Conflict(contested, 1), await second);
        Assert.IsType<AppendOutcome.Appended>(await stranger);
        Assert.IsType<AppendOutcome.Appended>(await follower);
        Assert.Equal(2, (await database.Log.ReadStreamAsync(contested)).Length);
    }

    [StoreFact]
    public async Task Batch_WhenOneMembersViewIsRefused_ThenItFailsAloneAndLeavesNoGap()
    {
        var (database, gate) = await _store.StartGatedAsync();
        await using var closing = database;
        var streams = Enumerable.Range(0, 3).Select(_ => Sample.StreamIn(0, database.Log.Partitions)).ToArray();
        var tooLong = new string('x', 60);

        gate.Hold();
        var before = database.Log.AppendAsync(WithNote(streams[0], "before"));
        var poison = database.Log.AppendAsync(WithNote(streams[1], tooLong));
        var after = database.Log.AppendAsync(WithNote(streams[2], "after"));
        gate.Release();

        var refused = Assert.IsType<AppendOutcome.RolledBack>(await poison);
        Assert.False(refused.MayRetry);
        Assert.Equal(1, Assert.IsType<AppendOutcome.Appended>(await before).Events[0].Stored.Sequence);
        Assert.Equal(2, Assert.IsType<AppendOutcome.Appended>(await after).Events[0].Stored.Sequence);
        Assert.Empty(await database.Log.ReadStreamAsync(streams[1]));
        Assert.Equal(["after", "before"], (await database.NotesAsync()).Order());
    }

    [StoreFact]
    public async Task Batch_WhenStatementsAreWrong_ThenTheyFailAlone()
    {
        var (database, gate) = await _store.StartGatedAsync();
        await using var closing = database;
        var id = Guid.NewGuid();
        await database.Database.WriteAsync([Sample.Note(id, "first")]);

        gate.Hold();
        var good = database.Database.WriteAsync([Sample.Note(Guid.NewGuid(), "good")]);
        var duplicate = database.Database.WriteAsync([Sample.Note(Guid.NewGuid(), "half"), Sample.Note(id, "twice")]);
        var malformed = database.Database.WriteAsync([new Statement("INSERT INTO nowhere VALUES (@p0)", 1)]);
        var unfit = database.Database.WriteAsync([new Statement(Sample.InsertNote, Guid.NewGuid(), "unfit", 1.5m)]);
        var append = database.Log.AppendAsync(Sample.Append(Sample.NewStream()));
        gate.Release();

        Assert.Equal(WriteOutcome.Written, await good);
        foreach (var refused in new[] { duplicate, malformed, unfit })
        {
            var error = await Assert.ThrowsAsync<DatabaseWriteException>(() => refused);
            Assert.Equal((false, false), (error.OutcomeUnknown, error.MayRetry));
        }

        Assert.IsType<AppendOutcome.Appended>(await append);
        Assert.Equal(["first", "good"], (await database.NotesAsync()).Order());
    }

    [StoreFact]
    public async Task Batch_WhenFenced_ThenNothingOfThatMemberIsWritten()
    {
        await using var database = await _store.StartAsync();
        const string Insert = "INSERT INTO checkpoints (consumer, partition, sequence) VALUES (@p0, 0, 5)";
        const string Move = "UPDATE checkpoints SET sequence = @p2 WHERE consumer = @p0 AND sequence = @p1";
        const string Select = "SELECT sequence FROM checkpoints WHERE consumer = @p0";
        await database.Database.WriteAsync([new Statement(Insert, "first")]);

        var moved = await database.Database.WriteAsync([new Statement(Move, "first", 5, 9) { ExpectedRows = 1 }]);
        var late = await database.Database.WriteAsync(
            [new Statement(Insert, "second"), new Statement(Move, "first", 5, 7) { ExpectedRows = 1 }]);

        Assert.Equal((WriteOutcome.Written, WriteOutcome.Fenced), (moved, late));
        Assert.Equal(9, Assert.Single(await ReadAsync("first")));
        Assert.Empty(await ReadAsync("second"));

        Task<ImmutableArray<long>> ReadAsync(string consumer) =>
            database.Database.ReadAsync(new Statement(Select, consumer), row => row.GetInt64(0));
    }

    [StoreFact]
    public async Task Fence_WhenTheStreamIsAtAnotherVersion_ThenNothingIsWritten()
    {
        await using var database = await _store.StartAsync(services => services.AddSingleton(Sample.Notes));
        var stream = Sample.NewStream();

        Assert.Equal(WriteOutcome.Written, await WriteAsync(0, "of none"));
        await database.Log.AppendAsync(Sample.Append(stream));
        Assert.Equal(WriteOutcome.Fenced, await WriteAsync(0, "late"));
        Assert.Equal(WriteOutcome.Fenced, await WriteAsync(2, "early"));
        Assert.Equal(WriteOutcome.Written, await WriteAsync(1, "in time"));
        await database.Log.AppendAsync(Sample.Append(stream, expected: 1));

        Assert.Equal(["in time", "of none"], (await database.NotesAsync()).Order());

        Task<WriteOutcome> WriteAsync(long version, string text) => database.Database.WriteAsync(
            [.. StreamFence.At(database.Log, stream, version), Sample.Note(Guid.CreateVersion7(), text)]);
    }

    [StoreFact]
    public async Task Batch_WhenCommitted_ThenListenersHearOfItPerPartitionInOrder()
    {
        var listener = new RecordingListener();
        await using var database = await _store.StartAsync(services => services
            .AddSingleton<ICommitListener>(new FailingListener())
            .AddSingleton<ICommitListener>(listener));

        var appended = await Task.WhenAll(Enumerable.Range(0, 40)
            .Select(_ => database.Log.MustAppendAsync(Sample.Append(Sample.NewStream(), events: 2))));

        var stored = appended.SelectMany(append => append.Events).Select(recorded => recorded.Stored);
        foreach (var partition in stored.GroupBy(@event => @event.Partition))
        {
            var heard = listener.Batches.Where(batch => batch.Partition == partition.Key).ToArray();
            Assert.Equal(partition.OrderBy(@event => @event.Sequence), heard.SelectMany(batch => batch.Events));
            Assert.All(heard, batch => Assert.Equal(batch.Events[^1].Sequence, batch.Head));
        }
    }

    private static Append WithNote(StreamName stream, string text) =>
        Sample.Append(stream) with { View = [Sample.Note(Guid.NewGuid(), text)] };

    private sealed class FailingListener : ICommitListener
    {
        public void Committed(ImmutableArray<EventBatch> batches) => throw new InvalidOperationException("Always.");
    }
}
