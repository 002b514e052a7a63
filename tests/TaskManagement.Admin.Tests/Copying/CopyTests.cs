using TaskManagement.Admin.Schema;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;
using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.Admin.Tests.Copying;

public sealed class CopyTests
{
    [PostgresFact]
    public async Task Copy_WhenFromSqliteToPostgreSql_ThenTheLogGoesOnThere()
    {
        await using var installation = await Installation.CreateAsync();
        var connection = await NewDatabaseAsync();

        var run = await AdminRun.MustAsync("copy", "--from", installation.Address, "--to", $"postgresql:{connection}");

        foreach (var table in ReleaseSchema.Tables)
            Assert.Contains($"{table.Name}: ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, run.Output, StringComparison.Ordinal);
        await using var source = await installation.StartAsync();
        await using var copy = await Installation.OpenAsync(
            [.. PostgresServer.Settings(connection), new("Storage:MasterKey", MasterKey(installation.Folder))]);
        await AssertSameStreamsAsync(source, copy);
        var stream = Installation.Stream(0);
        var appended = await copy.Log.AppendAsync(new Append(
            TestCommands.BySystem(), [new StreamAppend(stream, 1, [new NameClaimed(new UserId(Guid.NewGuid()))])]));
        Assert.IsType<AppendOutcome.Appended>(appended);
    }

    private static async Task AssertSameStreamsAsync(TestDatabase source, TestDatabase copy)
    {
        for (var stream = 0; stream < 20; stream++)
        {
            var expected = await source.Log.ReadStreamAsync(Installation.Stream(stream));
            Assert.NotEmpty(expected);
            Assert.Equal(
                expected.Select(recorded => recorded.Stored),
                (await copy.Log.ReadStreamAsync(Installation.Stream(stream))).Select(recorded => recorded.Stored));
        }
    }

    private static string MasterKey(string folder) =>
        File.ReadAllText(Path.Combine(folder, "keys", "master.key")).Trim();

    private static async Task<string> NewDatabaseAsync() =>
        await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
}
