using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Keys;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.Sqlite;

/// <summary>What stops a start says why, and how to mend it.</summary>
public sealed class SqliteStartTests
{
    [Fact]
    public async Task Start_WhenAnotherHoldsTheFolder_ThenRefusedNamingTheHolder()
    {
        await using var first = await TestDatabase.StartAsync();

        var error = await RefusedAsync(first.Folder);

        Assert.Contains(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), error, StringComparison.Ordinal);
        Assert.Contains(Environment.MachineName, error, StringComparison.Ordinal);
        Assert.Contains("Storage:Path", error, StringComparison.Ordinal);
        await first.Log.MustAppendAsync(Sample.Append(Sample.NewStream()));
    }

    [Fact]
    public async Task Start_WhenPartsHaveGrown_ThenOnlyNewMigrationsRun()
    {
        await using var database = await TestDatabase.StartAsync(Sample.Notes);
        await database.Database.WriteAsync([Sample.Note(Guid.NewGuid(), "kept")]);
        await database.StopAsync();

        await using var later = await TestDatabase.StartAsync(
            services => services.AddSingleton(Sample.NotesOf(2)), folder: database.Folder);

        Assert.Equal(["kept"], await later.NotesAsync());
        await later.Database.WriteAsync([new Statement("UPDATE notes SET author = @p0", "ada") { ExpectedRows = 1 }]);
    }

    [Fact]
    public async Task Start_WhenAMigrationFails_ThenNothingOfItStays()
    {
        const string Broken = "CREATE TABLE half (id TEXT); CREATE TABLE half (id TEXT);";
        var broken = new SchemaPart("broken", [new Migration(Broken, Broken)]);
        var folder = Directory.CreateTempSubdirectory("taskmanagement-").FullName;
        await Assert.ThrowsAsync<StorageStartException>(
            () => TestDatabase.StartAsync(services => services.AddSingleton(broken), folder: folder));

        await using var database = await TestDatabase.StartAsync(folder: folder);

        Assert.Empty(await database.Database.ReadAsync(
            new Statement("SELECT name FROM sqlite_schema WHERE name = 'half'"), row => row.GetString(0)));
    }

    [Fact]
    public async Task Start_WhenPartitionsDiffer_ThenRefusedNamingTheKey()
    {
        await using var database = await TestDatabase.StartAsync(settings: [new("Storage:Partitions", "3")]);
        await database.StopAsync();

        var error = await RefusedAsync(database.Folder, "Storage:Partitions", "4");

        Assert.Contains("Storage:Partitions is 4", error, StringComparison.Ordinal);
        await using var unset = await TestDatabase.StartAsync(folder: database.Folder);
        Assert.Equal(3, unset.Log.Partitions);
    }

    [Fact]
    public async Task Start_WhenThePathIsAFile_ThenRefused()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.Contains("Storage:Path", await RefusedAsync(file), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Start_WhenKeysAreThereAndTheMasterKeyIsGone_ThenRefused()
    {
        await using var database = await WithSubjectKeyAsync();
        File.Delete(MasterKeyFile.PathIn(database.Folder));

        Assert.Contains("master.key is missing", await RefusedAsync(database.Folder), StringComparison.Ordinal);
        Assert.False(File.Exists(MasterKeyFile.PathIn(database.Folder)));
    }

    [Fact]
    public async Task Start_WhenTheMasterKeyIsAnotherBeforeAnythingIsSealed_ThenRefused()
    {
        await using var database = await TestDatabase.StartAsync();
        await database.StopAsync();
        var another = Convert.ToBase64String(new byte[32]);

        var error = await RefusedAsync(database.Folder, "Storage:MasterKey", another);

        Assert.Contains("Storage:MasterKey is not the master key", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhenTheMasterKeyIsAnother_ThenRefused()
    {
        await using var database = await WithSubjectKeyAsync();
        var another = Convert.ToBase64String(new byte[32]);

        var error = await RefusedAsync(database.Folder, "Storage:MasterKey", another);

        Assert.Contains("Storage:MasterKey is not the master key", error, StringComparison.Ordinal);
        Assert.DoesNotContain(another, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhenFirst_ThenTheMasterKeyIsItsOwnersAlone()
    {
        await using var database = await TestDatabase.StartAsync();
        var file = MasterKeyFile.PathIn(database.Folder);

        Assert.Equal(32, MasterKeyFile.Read(file)!.Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Theory]
    [InlineData("Provider", "Oracle", "Storage:Provider is 'Oracle'")]
    [InlineData("Path", " ", "Storage:Path is empty")]
    [InlineData("MasterKey", "c2hvcnQ=", "Storage:MasterKey is not 32 bytes")]
    [InlineData("Partitions", "0", "Storage:Partitions is 0")]
    [InlineData("BatchAppendsMax", "0", "Storage:BatchAppendsMax is 0")]
    [InlineData("Writers", "0", "Storage:Writers is 0; set it to a whole number from 1 to 2")]
    [InlineData("CommandsKeptHours", "23", "Storage:CommandsKeptHours is 23")]
    public async Task Start_WhenASettingCannotWork_ThenRefusedNamingIt(string key, string value, string message)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(async () =>
        {
            await using var database = await TestDatabase.StartAsync(settings: [new($"Storage:{key}", value)]);
        });

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhenSqliteIsToHaveTwoWriters_ThenRefusedNamingTheFix()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(async () =>
        {
            await using var database = await TestDatabase.StartAsync(
                settings: [new("Storage:Provider", "Sqlite"), new("Storage:Writers", "2")]);
        });

        Assert.Contains(
            "Storage:Writers is 2, and SQLite lets one write at a time; set it to 1, or leave it out.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhenASettingIsMisspelt_ThenRefusedNamingIt()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var database = await TestDatabase.StartAsync(settings: [new("Storage:Pth", "elsewhere")]);
        });

        Assert.Contains("Pth", error.Message, StringComparison.Ordinal);
    }

    private static async Task<TestDatabase> WithSubjectKeyAsync()
    {
        var database = await TestDatabase.StartAsync();
        await database.SubjectKeys.FindAsync(Guid.CreateVersion7(), create: true);
        await database.StopAsync();
        return database;
    }

    private static async Task<string> RefusedAsync(
        string folder, string key = "Storage:Provider", string value = "Sqlite")
    {
        var error = await Assert.ThrowsAsync<StorageStartException>(
            () => TestDatabase.StartAsync(settings: [new(key, value)], folder: folder));
        return error.Message;
    }
}
