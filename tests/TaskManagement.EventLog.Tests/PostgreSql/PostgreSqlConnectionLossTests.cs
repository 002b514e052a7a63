using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;
using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.EventLog.Tests.PostgreSql;

/// <summary>
/// A connection that breaks at any step of the transaction: what is told is true, and the command sent again is
/// carried out once.
/// </summary>
public sealed class PostgreSqlConnectionLossTests
{
    private const string Locks = "FOR UPDATE";
    private const string Inserts = "INSERT INTO events";

    private const string Erases = "DELETE FROM subject_keys";

    // With the end of the string: the isolation level has the word in it.
    private const string Commit = "COMMIT\0";

    [PostgresTheory]
    [InlineData(Locks, false, false, false)]
    [InlineData(Locks, true, false, false)]
    [InlineData(Inserts, false, true, false)] // the COMMIT goes along with the rows
    [InlineData(Commit, true, true, true)]
    public Task Append_WhenTheConnectionBreaks_ThenTheOutcomeIsTrueAndARepetitionDoublesNothing(
        string step, bool isPassedOn, bool isUnknown, bool isWritten) =>
        BreaksAsync(Sample.Append(Sample.NewStream()), step, isPassedOn, isUnknown, isWritten);

    [PostgresTheory]
    [InlineData(Inserts, false, false, false)]
    [InlineData(Inserts, true, false, false)]
    [InlineData(Commit, false, true, false)]
    [InlineData(Commit, true, true, true)]
    public Task Append_WhenItsRowsAreCountedAndTheConnectionBreaks_ThenOnlyTheCommitIsUnknown(
        string step, bool isPassedOn, bool isUnknown, bool isWritten)
    {
        var note = Sample.Note(Guid.NewGuid(), "counted") with { ExpectedRows = 1 };
        var append = Sample.Append(Sample.NewStream()) with { View = [note] };
        return BreaksAsync(append, step, isPassedOn, isUnknown, isWritten);
    }

    [PostgresTheory]
    [InlineData(Inserts, false)]
    [InlineData(Inserts, true)]
    [InlineData(Erases, false)]
    [InlineData(Erases, true)]
    public async Task Append_WhenItForgetsAPersonAndTheConnectionBreaks_ThenBothEventAndErasureOrNeither(
        string step, bool isPassedOn)
    {
        var server = await PostgresServer.SharedAsync();
        await using var proxy = new CuttingProxy(server.Port);
        var settings = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync()) { Port = proxy.Port };
        await using var database = await TestDatabase.StartAsync(
            settings: PostgresServer.Settings(settings.ToString()));
        var user = new UserId(Guid.CreateVersion7());
        var key = await database.SubjectKeys.FindAsync(user.Value, create: true);
        var append = Sample.Append(Sample.NewStream()) with { Forget = [user.Value] };
        proxy.CutAt(Encoding.ASCII.GetBytes(step), isPassedOn);

        await database.Log.AppendAsync(append);

        Assert.True(proxy.HasCut, "The connection was not cut.");
        var isWritten = !(await database.Log.ReadStreamAsync(append.Streams[0].Stream)).IsEmpty;
        Assert.Equal(isWritten ? null : key, await database.SubjectKeys.FindAsync(user.Value, create: false));
        await database.Log.AppendAsync(append);
        Assert.Null(await database.SubjectKeys.FindAsync(user.Value, create: false));
    }

    private static async Task BreaksAsync(
        Append append, string step, bool isPassedOn, bool isUnknown, bool isWritten)
    {
        var server = await PostgresServer.SharedAsync();
        await using var proxy = new CuttingProxy(server.Port);
        var settings = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync()) { Port = proxy.Port };
        await using var database = await TestDatabase.StartAsync(
            services => services.AddSingleton(Sample.Notes), PostgresServer.Settings(settings.ToString()));
        var stream = append.Streams[0].Stream;
        proxy.CutAt(Encoding.ASCII.GetBytes(step), isPassedOn);

        var outcome = await database.Log.AppendAsync(append);

        Assert.True(proxy.HasCut, "The connection was not cut.");
        if (isUnknown)
            Assert.IsType<AppendOutcome.Unknown>(outcome);
        else
            Assert.True(Assert.IsType<AppendOutcome.RolledBack>(outcome).MayRetry);
        Assert.Equal(isWritten, (await database.Log.ReadStreamAsync(stream)).Length == 1);

        var again = await database.Log.AppendAsync(append);

        Assert.IsType(isWritten ? typeof(AppendOutcome.Repeated) : typeof(AppendOutcome.Appended), again);
        Assert.Single(await database.Log.ReadStreamAsync(stream));
    }
}
