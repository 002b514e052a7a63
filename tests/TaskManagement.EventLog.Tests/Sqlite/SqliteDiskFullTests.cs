using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.Sqlite;

public sealed class SqliteDiskFullTests
{
    [Fact]
    public async Task Append_WhenTheDiskIsFull_ThenRolledBackAndLaterAppendsWork()
    {
        await using var database = await TestDatabase.StartAsync(settings: [new("Storage:Partitions", "1")]);
        await database.Log.MustAppendAsync(Sample.Append(Sample.NewStream()));
        var pages = Assert.Single(await database.Database.ReadAsync(
            new Statement("PRAGMA page_count"), row => row.GetInt64(0)));
        await LimitAsync(database, pages);
        var stream = Sample.NewStream();

        var outcome = await database.Log.AppendAsync(Sample.Append(stream, events: 500));
        const string Insert = "INSERT INTO snapshots (stream, version, schema, state) VALUES ('x', 1, 1, @p0)";
        var write = await Assert.ThrowsAsync<DatabaseWriteException>(
            () => database.Database.WriteAsync([new Statement(Insert, new string('x', 100_000))]));

        Assert.True(Assert.IsType<AppendOutcome.RolledBack>(outcome).MayRetry);
        Assert.Equal((false, true), (write.OutcomeUnknown, write.MayRetry));
        Assert.Empty(await database.Log.ReadStreamAsync(stream));
        Assert.Equal(1, await database.Log.HeadAsync(0));

        await LimitAsync(database, int.MaxValue);
        var later = await database.Log.MustAppendAsync(Sample.Append(stream, events: 500));
        Assert.Equal(2, later.Events[0].Stored.Sequence);
    }

    private static async Task LimitAsync(TestDatabase database, long pages) =>
        await database.Database.WriteAsync([new Statement($"PRAGMA max_page_count = {pages}")]);
}
