using Microsoft.Data.Sqlite;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit;

namespace TaskManagement.EventLog.Tests.Sqlite;

/// <summary>
/// A data folder that cannot be served is refused with what to do about it, and is left as it was found: what can still
/// be saved of it is not made less by a start.
/// </summary>
public sealed class SqliteDamageTests : IAsyncLifetime
{
    private const string FileName = "taskmanagement.db";
    private const int PageBytes = 4096;

    private TestDatabase _database = null!;

    private string File => Path.Combine(_database.Folder, FileName);

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.StartAsync(settings: [new("Storage:Provider", "Sqlite")]);
        for (var round = 0; round < 20; round++)
            await _database.Log.MustAppendAsync(Sample.Append(Sample.NewStream(), events: 20));
        await _database.StopAsync();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(100)]
    [InlineData(PageBytes)]
    [InlineData(PageBytes + 1)]
    [InlineData(10 * PageBytes)]
    public async Task Start_WhenTheFileIsCut_ThenRefused(long length)
    {
        await using (var file = new FileStream(File, FileMode.Open))
        {
            Assert.True(file.Length > length, $"The file has {file.Length} bytes only.");
            file.SetLength(length);
        }

        await RefusedAsync(FileName, "Put a backup in its place");
    }

    [Fact]
    public async Task Start_WhenTheFileIsGarbage_ThenRefused()
    {
        await System.IO.File.WriteAllTextAsync(File, string.Concat(Enumerable.Repeat("not a database ", 999)));

        await RefusedAsync(FileName, "is not a database that can be read", "Put a backup in its place");
    }

    [Fact]
    public async Task Start_WhenTheFileIsCutToNothingAndTheMasterKeyIsGivenApart_ThenRefused()
    {
        Directory.Delete(Path.Combine(_database.Folder, "keys"), recursive: true);
        await System.IO.File.WriteAllBytesAsync(File, []);
        await System.IO.File.WriteAllBytesAsync(File + "-wal", new byte[PageBytes]);

        await RefusedAsync(FileName, "its content was lost");
    }

    [Fact]
    public async Task Start_WhenTheFileIsMissingAndItsWriteAheadLogIsThere_ThenRefused()
    {
        System.IO.File.Delete(File);
        await System.IO.File.WriteAllBytesAsync(File + "-wal", new byte[PageBytes]);

        await RefusedAsync($"{FileName} is missing", "Put both back");
    }

    [Fact]
    public async Task Start_WhenMadeByANewerVersion_ThenRefused()
    {
        await _database.RestartAsync();
        await _database.Database.WriteAsync(
            [new Statement("INSERT INTO schema_minimums (part, version) VALUES (@p0, 99)", "event_log")]);
        await _database.StopAsync();

        await RefusedAsync("A later release has been here: run that one");
    }

    [Fact]
    public async Task Start_WhenAnotherProgramHasLockedTheFile_ThenRefusedUntilItEnds()
    {
        await using (var other = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await other.OpenAsync();
            await using var command = other.CreateCommand();
            command.CommandText = "BEGIN EXCLUSIVE";
            await command.ExecuteNonQueryAsync();

            await RefusedAsync(FileName, "is locked by another program", "End it and start again");
        }

        await _database.RestartAsync();
    }

    [Theory]
    [InlineData(".new", "half of a first page")]
    [InlineData(".new-journal", "a journal of it")]
    public async Task Start_WhenTheFirstOneWasInterrupted_ThenItBeginsAgain(string ending, string content)
    {
        System.IO.File.Delete(File);
        await System.IO.File.WriteAllTextAsync(File + ending, content);

        await _database.RestartAsync();

        await _database.Log.MustAppendAsync(Sample.Append(Sample.NewStream()));
        Assert.DoesNotContain(
            Directory.GetFiles(_database.Folder), file => file.Contains(".new", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_WhenTheFirstOneWasInterruptedBeforeItsTables_ThenTheyAreMade()
    {
        System.IO.File.Delete(File);
        await using (var first = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await first.OpenAsync();
            await using var command = first.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL";
            await command.ExecuteNonQueryAsync();
        }

        await _database.RestartAsync();

        await _database.Log.MustAppendAsync(Sample.Append(Sample.NewStream()));
    }

    private async Task RefusedAsync(params string[] says)
    {
        var before = FolderDigests.Of(_database.Folder);
        var settings = new KeyValuePair<string, string?>[]
        {
            new("Storage:Provider", "Sqlite"),
            new("Storage:BusyTimeoutMilliseconds", "0"),
        };

        var error = await Assert.ThrowsAsync<StorageStartException>(
            () => TestDatabase.StartAsync(settings: settings, folder: _database.Folder));

        foreach (var part in says)
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, FolderDigests.Of(_database.Folder));
    }
}
