using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;
using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.EventLog.Tests.PostgreSql;

/// <summary>Silos of two releases on one database, each a process of its own, as while a cluster is upgraded.</summary>
public sealed class PostgreSqlReleasesTests
{
    [PostgresFact]
    public async Task Append_WhenALaterReleaseExpandsTheSchemaMeanwhile_ThenBothGoOnBesideEachOther()
    {
        var connectionString = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var present = await StartAsync(connectionString, release: 1);
        using var writing = new CancellationTokenSource();
        var notes = WriteNotesAsync(present, writing.Token);

        await using var later = await SecondProcess.StartAsync(connectionString, release: 2);
        await Task.WhenAll(later.RunAsync(), Contention.RunAsync(present.Log));
        await writing.CancelAsync();

        Assert.Equal(await notes, (await present.NotesAsync()).Length);
        Assert.Equal(
            2 * Contention.Callers * Contention.Rounds, (await present.Log.ReadStreamAsync(Contention.List)).Length);
        var authors = await present.Database.ReadAsync(
            new Statement("SELECT count(*) FROM notes WHERE author IS NULL"), row => row.GetInt64(0));
        Assert.Equal(await notes, authors[0]);
    }

    [PostgresFact]
    public async Task Start_WhenALaterReleaseHasContractedTheSchema_ThenRefusedWithTheReleaseThatItTakes()
    {
        var connectionString = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using (var later = await SecondProcess.StartAsync(connectionString, release: 3))
            await later.RunAsync();

        var error = await Assert.ThrowsAsync<StorageStartException>(() => StartAsync(connectionString, release: 2));

        Assert.Contains("asks for a release that knows version 3", error.Message, StringComparison.Ordinal);
    }

    private static Task<TestDatabase> StartAsync(string connectionString, int release) =>
        Silos.StartAsync(PostgresServer.Settings(connectionString), Silos.MasterKey, Sample.NotesOf(release));

    /// <summary>Appends, each time with a row of the table that is being changed; answers how many.</summary>
    private static async Task<int> WriteNotesAsync(TestDatabase database, CancellationToken done)
    {
        var written = 0;
        for (; !done.IsCancellationRequested; written++)
        {
            await database.Log.MustAppendAsync(
                Sample.Append(Sample.NewStream()) with { View = [Sample.Note(Guid.NewGuid(), "present")] });
        }

        return written;
    }
}
