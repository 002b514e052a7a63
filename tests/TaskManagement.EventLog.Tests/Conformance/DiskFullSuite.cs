using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.Conformance;

public abstract class DiskFullSuite<TStore> where TStore : ITestStore, new()
{
    private readonly TStore _store = new();

    [StoreFact]
    public async Task Write_WhenTheDiskIsFull_ThenRolledBackAndLaterWritesWork()
    {
        await using var database = await _store.StartAsync(settings: [new("Storage:Partitions", "1")]);
        await database.Log.MustAppendAsync(Sample.Append(Sample.NewStream()));
        var stream = Sample.NewStream();
        var append = Sample.Append(stream, events: 500);
        await _store.FillDiskAsync(database);

        var outcome = await database.Log.AppendAsync(append);
        const string Insert = "INSERT INTO snapshots (stream, version, schema, state) VALUES ('x', 1, 1, @p0)";
        var write = await Assert.ThrowsAsync<DatabaseWriteException>(
            () => database.Database.WriteAsync([new Statement(Insert, new string('x', 100_000))]));

        Assert.True(Assert.IsType<AppendOutcome.RolledBack>(outcome).MayRetry);
        Assert.Equal((false, true), (write.OutcomeUnknown, write.MayRetry));
        Assert.Empty(await database.Log.ReadStreamAsync(stream));
        Assert.Equal(1, await database.Log.HeadAsync(0));

        await _store.MakeRoomAsync(database);
        Assert.Equal(2, (await database.Log.MustAppendAsync(append)).Events[0].Stored.Sequence);
    }
}
