using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Tests.Conformance;

namespace TaskManagement.EventLog.Tests.PostgreSql;

public sealed class PostgreSqlDiskFullTests
{
    private const string Fill = """
        CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$;
        CREATE TRIGGER full_disk BEFORE INSERT ON events FOR EACH STATEMENT EXECUTE FUNCTION no_room();
        """;

    private const string MakeRoom = "DROP TRIGGER full_disk ON events";

    [PostgresFact]
    public async Task Append_WhenTheDiskIsFull_ThenRolledBackAndLaterAppendsWork()
    {
        var store = new PostgreSqlTestStore();
        await using var database = await store.StartAsync(settings: [new("Storage:Partitions", "1")]);
        await database.Log.MustAppendAsync(Sample.Append(Sample.NewStream()));
        var stream = Sample.NewStream();
        var append = Sample.Append(stream);
        await store.RunAsync(Fill);

        var outcome = await database.Log.AppendAsync(append);

        Assert.True(Assert.IsType<AppendOutcome.RolledBack>(outcome).MayRetry);
        Assert.Empty(await database.Log.ReadStreamAsync(stream));
        Assert.Equal(1, await database.Log.HeadAsync(0));
        await store.RunAsync(MakeRoom);
        Assert.Equal(2, (await database.Log.MustAppendAsync(append)).Events[0].Stored.Sequence);
    }
}
