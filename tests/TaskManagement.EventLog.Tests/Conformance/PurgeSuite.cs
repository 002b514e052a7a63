using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Tests.Conformance;

/// <summary>Content that is removed for good, of events that stay.</summary>
public abstract class PurgeSuite<TStore> where TStore : ITestStore, new()
{
    private readonly TStore _store = new();

    [StoreFact]
    public async Task Purge_WhenDone_ThenTheContentIsGoneAndEverythingElseStays()
    {
        await using var database = await _store.StartAsync(settings: [new("Storage:Partitions", "1")]);
        var stream = Sample.NewStream();
        var other = Sample.NewStream();
        var before = (await database.Log.MustAppendAsync(Sample.Append(stream, events: 3))).Events;
        await database.Log.MustAppendAsync(Sample.Append(other));
        await database.Log.WriteSnapshotAsync(stream, 1, new Snapshot<string>(3, "content"));

        await database.Log.PurgeAsync(stream, throughVersion: 2);

        var read = await database.Log.ReadStreamAsync(stream);
        Assert.Equal(
            [typeof(Purged), typeof(Purged), before[2].Event.GetType()],
            read.Select(recorded => recorded.Event.GetType()));
        Assert.Equal(before[0].Stored with { Data = null }, read[0].Stored);
        Assert.Null(await database.Log.ReadSnapshotAsync<string>(stream, 1));
        Assert.IsNotType<Purged>((await database.Log.ReadStreamAsync(other))[0].Event);
        Assert.Empty(await database.Log.FindAlteredAsync(0));
        await database.Log.MustAppendAsync(Sample.Append(stream, expected: 3));
    }

    [StoreFact]
    public async Task Append_WhenItPurges_ThenWhatCameBeforeIsGoneAndNoLateSnapshotBringsItBack()
    {
        await using var database = await _store.StartAsync();
        var stream = Sample.NewStream();
        await database.Log.MustAppendAsync(Sample.Append(stream, events: 2));
        await database.Log.WriteSnapshotAsync(stream, 1, new Snapshot<string>(1, "content"));

        await database.Log.MustAppendAsync(Sample.Append(stream, expected: 2) with { Purge = [stream] });
        await database.Log.WriteSnapshotAsync(stream, 1, new Snapshot<string>(2, "content"));

        var read = await database.Log.ReadStreamAsync(stream);
        Assert.Equal([true, true, false], read.Select(recorded => recorded.Event is Purged));
        Assert.Null(await database.Log.ReadSnapshotAsync<string>(stream, 1));
        await database.Log.WriteSnapshotAsync(stream, 1, new Snapshot<string>(3, "what is left"));
        Assert.Equal(3, (await database.Log.ReadSnapshotAsync<string>(stream, 1))?.Version);
    }

    [StoreFact]
    public async Task Append_WhenItWouldPurgeAndSomeoneWasFaster_ThenNothingIsLost()
    {
        await using var database = await _store.StartAsync();
        var (stream, other) = (Sample.NewStream(), Sample.NewStream());
        await database.Log.MustAppendAsync(Sample.Append(stream, events: 2));
        await database.Log.MustAppendAsync(Sample.Append(other));

        var late = await database.Log.AppendAsync(Sample.Append(stream, expected: 1) with { Purge = [stream] });
        await database.Log.MustAppendAsync(Sample.Append(stream, expected: 2) with { Purge = [other] });

        Assert.IsType<AppendOutcome.Conflict>(late);
        Assert.DoesNotContain(await database.Log.ReadStreamAsync(stream), recorded => recorded.Event is Purged);
        Assert.DoesNotContain(await database.Log.ReadStreamAsync(other), recorded => recorded.Event is Purged);
    }

    [StoreFact]
    public async Task Purge_WhenDone_ThenSaltsAreGoneAndDigestsStay()
    {
        await using var database = await _store.StartAsync();
        const string Count = "SELECT count(*) FROM events WHERE stream = @p0 AND salt IS NULL AND digest IS NOT NULL";
        var stream = Sample.NewStream();
        await database.Log.MustAppendAsync(Sample.Append(stream, events: 2));

        await database.Log.PurgeAsync(stream, throughVersion: 2);

        var purged = await database.Database.ReadAsync(new Statement(Count, stream.Value), row => row.GetInt64(0));
        Assert.Equal(2, Assert.Single(purged));
    }
}
