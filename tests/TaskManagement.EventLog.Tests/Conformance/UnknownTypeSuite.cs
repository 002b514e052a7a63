using TaskManagement.EventLog.Consumers;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Tests.Consumers;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.Conformance;

/// <summary>
/// An event that a newer release has written is never passed over: what needs it stops, and all else goes on.
/// </summary>
public abstract class UnknownTypeSuite<TStore> where TStore : ITestStore, new()
{
    private const string Unknown = "task.teleported.v1";
    private const string Rename = "UPDATE events SET type = @p2 WHERE partition = @p0 AND sequence = @p1";

    private readonly TStore _store = new();

    [StoreFact]
    public async Task Read_WhenATypeIsUnknown_ThenThatStreamThrowsAndOthersGoOn()
    {
        await using var database = await _store.StartAsync(settings: [new("Storage:Partitions", "1")]);
        var (newer, other) = (Sample.NewStream(), Sample.NewStream());
        await database.Log.MustAppendAsync(Sample.Append(newer, events: 2));
        await database.Log.MustAppendAsync(Sample.Append(other));
        await RenameAsync(database, 2, Unknown);

        var error = await Assert.ThrowsAsync<UnknownEventTypeException>(() => database.Log.ReadStreamAsync(newer));
        var stored = (await database.Log.ReadPartitionAsync(0, 0, 10)).Events;

        Assert.Equal(Unknown, error.Type);
        Assert.Contains(newer.Value, error.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], stored.Select(@event => @event.Sequence));
        await database.Log.DecodeAsync(stored[0]);
        await Assert.ThrowsAsync<UnknownEventTypeException>(() => database.Log.DecodeAsync(stored[1]).AsTask());
        Assert.Single(await database.Log.ReadStreamAsync(newer, until: ReadUntil.VersionIs(1)));
        Assert.Single(await database.Log.ReadStreamAsync(other));
        await database.Log.MustAppendAsync(Sample.Append(other, expected: 1));
    }

    [StoreFact]
    public async Task Consume_WhenATypeIsUnknown_ThenItStopsThereAndSaysSo()
    {
        await using var stand = await PumpStand.StartAsync(_store);
        await stand.AppendAsync("a", "b", "c");
        await RenameAsync(stand.Database, 2, Unknown);

        Assert.IsType<PumpStep.Done>(await stand.Pump.StepAsync());
        var held = Assert.IsType<PumpStep.Held>(await stand.Pump.StepAsync());

        Assert.Equal(stand.Bounds.StoppedRetryMilliseconds, held.Pause.TotalMilliseconds);
        Assert.Equal<long>([1], await stand.EffectsAsync());
        Assert.Empty(await stand.DeadLettersAsync());
        Assert.Equal(1, stand.Pump.Status.Checkpoint);
        Assert.Contains(Unknown, stand.Pump.Status.Stopped, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Consume_WhenTheTypeIsKnownLater_ThenItGoesOn()
    {
        await using var stand = await PumpStand.StartAsync(_store);
        await stand.AppendAsync("a", "b");
        await RenameAsync(stand.Database, 1, Unknown);
        Assert.IsType<PumpStep.Held>(await stand.Pump.StepAsync());
        await RenameAsync(stand.Database, 1, "task.status_changed.v1");

        await stand.RunAsync();

        Assert.Equal<long>([1, 2], await stand.EffectsAsync());
        Assert.Null(stand.Pump.Status.Stopped);
    }

    private static Task<WriteOutcome> RenameAsync(TestDatabase database, long sequence, string type) =>
        database.Database.WriteAsync([new Statement(Rename, 0, sequence, type)]);
}
