using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.PostgreSql;

/// <summary>A scrub works on the tables that something was deleted from, and leaves nothing of it in them.</summary>
public sealed class PostgreSqlScrubTests
{
    private const string SelectVacuums = """
        SELECT vacuum_count FROM pg_stat_user_tables
        WHERE relname IN ('events', 'snapshots', 'subject_keys') ORDER BY relname
        """;

    private const string SelectDead = "SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = @p0";

    private readonly PostgreSqlTestStore _store = new();

    [PostgresFact]
    public async Task Destroy_WhenDone_ThenOnlyTheKeysAreVacuumed()
    {
        await using var database = await _store.StartAsync();
        var subject = Guid.CreateVersion7();
        await database.SubjectKeys.FindAsync(subject, create: true);

        await database.SubjectKeys.DestroyAsync(subject);

        Assert.Equal("0, 0, 1", await NumbersAsync(database, new Statement(SelectVacuums)));
        Assert.Equal("0", await NumbersAsync(database, new Statement(SelectDead, "subject_keys")));
    }

    [PostgresFact]
    public async Task Purge_WhenDone_ThenEventsAndSnapshotsAreVacuumedAndNoKeys()
    {
        await using var database = await _store.StartAsync();
        var stream = Sample.NewStream();
        await database.Log.MustAppendAsync(Sample.Append(stream, events: 20));

        await database.Log.PurgeAsync(stream, throughVersion: 20);

        Assert.Equal("1, 1, 0", await NumbersAsync(database, new Statement(SelectVacuums)));
    }

    private static async Task<string> NumbersAsync(TestDatabase database, Statement query) =>
        string.Join(", ", await database.Database.ReadAsync(query, row => row.GetInt64(0)));
}
