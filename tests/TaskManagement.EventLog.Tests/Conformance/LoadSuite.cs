using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Tests.Conformance;

public abstract class LoadSuite<TStore> where TStore : ITestStore, new()
{
    private const int Schema = 7;
    private readonly TStore _store = new();

    [StoreFact]
    public async Task Load_WhenThereIsASnapshot_ThenOnlyWhatFollowsItIsRead()
    {
        await using var database = await _store.StartAsync();
        for (var version = 1; version <= 3; version++)
        {
            var stream = Sample.NewStream();
            await database.Log.MustAppendAsync(Sample.Append(stream, 0, 3));
            await database.Log.WriteSnapshotAsync(stream, Schema, new Snapshot<string>(version, $"as of {version}"));

            var (snapshot, events) = await database.Log.LoadAsync<string>(stream, Schema, limit: 10);

            Assert.Equal(new Snapshot<string>(version, $"as of {version}"), snapshot);
            var after = new long[] { 1, 2, 3 }.Where(each => each > version);
            Assert.Equal(after, events.Select(recorded => recorded.Stored.Version));
        }
    }

    [StoreFact]
    public async Task Load_WhenTheSnapshotIsOfAnotherSchema_ThenTheFirstEventsAreRead()
    {
        await using var database = await _store.StartAsync();
        var stream = Sample.NewStream();
        await database.Log.MustAppendAsync(Sample.Append(stream, 0, 3));
        await database.Log.WriteSnapshotAsync(stream, Schema, new Snapshot<string>(2, "of old"));

        var (snapshot, events) = await database.Log.LoadAsync<string>(stream, Schema + 1, limit: 2);

        Assert.Null(snapshot);
        Assert.Equal([1, 2], events.Select(recorded => recorded.Stored.Version));
    }

    [StoreFact]
    public async Task Load_WhenTheSnapshotCannotBeRead_ThenTheFirstEventsAreRead()
    {
        await using var database = await _store.StartAsync();
        var stream = Sample.NewStream();
        await database.Log.MustAppendAsync(Sample.Append(stream, 0, 3));
        await database.Log.WriteSnapshotAsync(stream, Schema, new Snapshot<string>(2, "no number"));

        var (snapshot, events) = await database.Log.LoadAsync<Version>(stream, Schema, limit: 10);

        Assert.Null(snapshot);
        Assert.Equal([1, 2, 3], events.Select(recorded => recorded.Stored.Version));
    }

    [StoreFact]
    public async Task Load_WhenThereIsNoSuchStream_ThenNothing()
    {
        await using var database = await _store.StartAsync();

        var (snapshot, events) = await database.Log.LoadAsync<string>(Sample.NewStream(), Schema, limit: 10);

        Assert.Null(snapshot);
        Assert.Empty(events);
    }
}
