using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Stores;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;
using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.Admin.Tests.Copying;

public sealed class CopyTests
{
    private const string Blob = "ab/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab";

    [PostgresFact]
    public async Task Copy_WhenFromSqliteToPostgreSql_ThenTheLogGoesOnThere()
    {
        await using var installation = await Installation.CreateAsync();
        var connection = await Target.DatabaseAsync();

        var run = await AdminRun.MustAsync("copy", "--from", installation.Address, "--to", $"postgresql:{connection}");

        foreach (var table in ReleaseSchema.Tables)
            Assert.Contains($"{table.Name}: ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, run.Output, StringComparison.Ordinal);
        await using var source = await installation.StartAsync();
        await using var copy = await Installation.OpenAsync(
            [.. PostgresServer.Settings(connection), new("Storage:MasterKey", installation.MasterKey)]);
        await AssertSameStreamsAsync(source, copy);
        await AppendAsync(copy);
    }

    [PostgresFact]
    public async Task Copy_WhenItGoesThereAndBack_ThenTheLogIsTheSame()
    {
        await using var installation = await Installation.CreateAsync();
        var connection = await Target.DatabaseAsync();
        using var folder = new Target();
        folder.Take(installation.Folder, "keys/master.key");

        await AdminRun.MustAsync("copy", "--from", installation.Address, "--to", $"postgresql:{connection}");
        await AdminRun.MustAsync("copy", "--from", $"postgresql:{connection}", "--to", folder.Address);

        var before = await AdminRun.MustAsync("verify", installation.Address);
        var after = await AdminRun.MustAsync("verify", folder.Address);
        Assert.Equal(before.Output.Replace(installation.Folder, folder.Path, StringComparison.Ordinal), after.Output);
    }

    [PostgresFact]
    public async Task OpenSource_WhenItRestsWhileItsCopyIsCompared_ThenPostgreSqlDoesNotEndIt()
    {
        await using var store = await PostgreSqlStore.OpenSourceAsync(await Target.DatabaseAsync());

        var timeouts = await store.ReadAsync(
            new Statement("SHOW idle_in_transaction_session_timeout"), row => row.GetString(0));
        Assert.Equal("0", Assert.Single(timeouts));
    }

    [Fact]
    public async Task Copy_WhenToAnotherFolder_ThenKeysAndFilesGoAlong()
    {
        await using var installation = await Installation.CreateAsync();
        installation.Attach("files", Blob, "content");
        using var folder = new Target();

        var run = await AdminRun.MustAsync("copy", "--from", installation.Address, "--to", folder.Address);

        Assert.Contains("files: 1 copied, all 1 equal", run.Output, StringComparison.Ordinal);
        Assert.Equal("content", await File.ReadAllTextAsync(Path.Combine(folder.Path, "files", Blob)));
        await using var copy = await Installation.OpenAsync(
            new("Storage:Provider", "Sqlite"), new("Storage:Path", folder.Path));
        await AppendAsync(copy);
    }

    [Fact]
    public async Task Copy_WhenIntoOtherPartitions_ThenTheLogIsDenseAndConsumersAreDone()
    {
        await using var installation = await Installation.CreateAsync(partitions: 4);
        using var folder = new Target();

        await AdminRun.MustAsync("copy", "--from", installation.Address, "--to", folder.Address, "--partitions", "7");

        var check = await AdminRun.MustAsync("verify", folder.Address);
        Assert.Contains("partition 6: ", check.Output, StringComparison.Ordinal);
        Assert.Contains("All consumers have done all events", check.Output, StringComparison.Ordinal);
        await using var source = await installation.StartAsync();
        await using var copy = await Installation.OpenAsync(
            new("Storage:Provider", "Sqlite"), new("Storage:Path", folder.Path));
        Assert.Equal(7, copy.Log.Partitions);
        Assert.Equal(await Installation.DeadEventsAsync(source), await Installation.DeadEventsAsync(copy));
        await AppendAsync(copy);
    }

    [Fact]
    public async Task Copy_WhenIntoOtherPartitionsWhileAConsumerLags_ThenRefusedNamingIt()
    {
        await using var installation = await Installation.CreateAsync();
        await installation.AlterAsync("UPDATE checkpoints SET sequence = sequence - 1 WHERE consumer = 'second'");
        using var folder = new Target();

        var error = await AdminRun.RefusedAsync(
            "copy", "--from", installation.Address, "--to", folder.Address, "--partitions", "2");

        Assert.Contains("'second' is 1 events behind", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Copy_WhenAServerHoldsTheSource_ThenRefusedNamingIt()
    {
        await using var installation = await Installation.CreateAsync();
        await installation.StartAsync();
        using var folder = new Target();

        var error = await AdminRun.RefusedAsync("copy", "--from", installation.Address, "--to", folder.Address);

        Assert.Contains($"in use by process {Environment.ProcessId}", error, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Copy_WhenAServerHoldsTheTarget_ThenRefused()
    {
        await using var installation = await Installation.CreateAsync();
        var connection = await Target.DatabaseAsync();
        await using var server = await Installation.OpenAsync([.. PostgresServer.Settings(connection)]);

        var error = await AdminRun.RefusedAsync(
            "copy", "--from", installation.Address, "--to", $"postgresql:{connection}");

        Assert.Contains("in use by", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_WhenTheTargetHasRows_ThenRefusedAndTheTargetIsAsItWas()
    {
        await using var installation = await Installation.CreateAsync();
        await using var other = await Installation.CreateAsync(streams: 1);
        File.Delete(Path.Combine(other.Folder, "keys", "master.key"));
        var before = await AdminRun.MustAsync("verify", other.Address);

        var error = await AdminRun.RefusedAsync("copy", "--from", installation.Address, "--to", other.Address);

        Assert.Contains("is not empty", error, StringComparison.Ordinal);
        Assert.Equal(before, await AdminRun.MustAsync("verify", other.Address));
    }

    [Fact]
    public async Task Copy_WhenAnEventOfTheSourceWasAltered_ThenFoundAndNoServerStartsOnTheCopy()
    {
        await using var installation = await Installation.CreateAsync();
        await installation.AlterAsync("UPDATE events SET data = data || ' ' WHERE partition = 0 AND sequence = 1");
        using var folder = new Target();

        var run = await AdminRun.OfAsync("copy", "--from", installation.Address, "--to", folder.Address);

        Assert.Equal(ExitCodes.Damaged, run.Code);
        Assert.Contains("Event 1 of partition 0 is not what it was", run.Error, StringComparison.Ordinal);
        var start = await Assert.ThrowsAsync<StorageStartException>(() => Installation.OpenAsync(
            new("Storage:Provider", "Sqlite"), new("Storage:Path", folder.Path)));
        Assert.Contains("a copy that has not ended", start.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_WhenTheMasterKeyIsMissing_ThenRefusedNamingItsFile()
    {
        await using var installation = await Installation.CreateAsync();
        File.Delete(Path.Combine(installation.Folder, "keys", "master.key"));
        using var folder = new Target();

        var error = await AdminRun.RefusedAsync("copy", "--from", installation.Address, "--to", folder.Address);

        Assert.Contains("master.key", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE master_key_check SET value = 'another'")]
    [InlineData("UPDATE subject_keys SET wrapped_key = zeroblob(length(wrapped_key))")]
    public async Task Copy_WhenTheMasterKeyIsNotThatOfTheDatabase_ThenRefused(string alteration)
    {
        await using var installation = await Installation.CreateAsync();
        await installation.AlterAsync(alteration);
        using var folder = new Target();

        var error = await AdminRun.RefusedAsync("copy", "--from", installation.Address, "--to", folder.Address);

        Assert.Contains("is not the master key", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Copy_WhenTheTargetIsNotFitForIt_ThenNothingIsMoved()
    {
        await using var installation = await Installation.CreateAsync();
        installation.Attach("files", Blob, "content");
        await using var other = await Installation.CreateAsync(streams: 1);
        var key = Path.Combine(other.Folder, "keys", "master.key");
        string[] command = ["copy", "--from", installation.Address, "--to", other.Address];

        Assert.Contains("is another master key", await AdminRun.RefusedAsync(command), StringComparison.Ordinal);
        File.Delete(key);
        Assert.Contains("is not empty", await AdminRun.RefusedAsync(command), StringComparison.Ordinal);

        Assert.False(File.Exists(key));
        Assert.False(Directory.Exists(Path.Combine(other.Folder, "files")));
    }

    [Fact]
    public async Task Copy_WhenAFileOfTheTargetIsAnother_ThenFoundAndNoServerStartsOnTheCopy()
    {
        await using var installation = await Installation.CreateAsync();
        var file = installation.Attach("files", Blob, "content");
        using var folder = new Target();
        folder.Take(installation.Folder, Path.GetRelativePath(installation.Folder, file));
        await File.WriteAllTextAsync(file, "another");

        var error = await AdminRun.RefusedAsync("copy", "--from", installation.Address, "--to", folder.Address);

        Assert.Contains($"{Blob} is not what", error, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageStartException>(() => Installation.OpenAsync(
            new("Storage:Provider", "Sqlite"), new("Storage:Path", folder.Path)));
    }

    [PostgresFact]
    public async Task Copy_WhenTheTargetHasATableOfAnotherProgram_ThenRefusedNamingIt()
    {
        await using var installation = await Installation.CreateAsync();
        var connection = await Target.DatabaseAsync();
        await using (var store = await PostgreSqlStore.OpenTargetAsync(connection))
            await store.ChangeSchemaAsync(schema => schema.Run(new Statement("CREATE TABLE tasks (id integer)")));

        var error = await AdminRun.RefusedAsync(
            "copy", "--from", installation.Address, "--to", $"postgresql:{connection}");

        Assert.Contains("the table tasks in it is of another program", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_WhenTheSourceIsOfALaterRelease_ThenRefused()
    {
        await using var installation = await Installation.CreateAsync();
        await installation.AlterAsync("UPDATE schema_versions SET version = 99 WHERE part = 'tasks'");
        using var folder = new Target();

        var error = await AdminRun.RefusedAsync("copy", "--from", installation.Address, "--to", folder.Address);

        Assert.Contains("'tasks'", error, StringComparison.Ordinal);
        Assert.Contains("version 99", error, StringComparison.Ordinal);
    }

    private static async Task AssertSameStreamsAsync(TestDatabase source, TestDatabase copy)
    {
        for (var stream = 0; stream < Installation.StreamsDefault; stream++)
        {
            var expected = await source.Log.ReadStreamAsync(Installation.Stream(stream));
            Assert.NotEmpty(expected);
            Assert.Equal(
                expected.Select(recorded => recorded.Stored),
                (await copy.Log.ReadStreamAsync(Installation.Stream(stream))).Select(recorded => recorded.Stored));
        }
    }

    private static async Task AppendAsync(TestDatabase copy)
    {
        var outcome = await copy.Log.AppendAsync(new Append(TestCommands.BySystem(),
            [new StreamAppend(Installation.Stream(0), 1, [new NameClaimed(new UserId(Guid.NewGuid()))])]));
        Assert.IsType<AppendOutcome.Appended>(outcome);
    }
}
