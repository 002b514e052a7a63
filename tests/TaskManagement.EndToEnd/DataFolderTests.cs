using Microsoft.Data.Sqlite;
using TaskManagement.EndToEnd.Hosting;
using TaskManagement.TestKit;

namespace TaskManagement.EndToEnd;

/// <summary>The server ends at a folder that it cannot serve: it says what to do, and changes nothing.</summary>
public sealed class DataFolderTests : IAsyncLifetime, IDisposable
{
    private const UnixFileMode ReadOnlyFile = UnixFileMode.UserRead;
    private const UnixFileMode ReadOnlyFolder = UnixFileMode.UserRead | UnixFileMode.UserExecute;

    private readonly DataFolder _data = new();

    private string File => Path.Combine(_data.Path, "taskmanagement.db");

    public async Task InitializeAsync()
    {
        await using var server = await ServerProcess.StartAsync(_data.Path);
        Assert.Equal(0, await server.StopAsync());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _data.Dispose();

    [UnprivilegedFact]
    public Task Start_WhenTheFolderIsReadOnly_ThenRefused() => RefusedWithModeAsync(_data.Path, ReadOnlyFolder);

    [UnprivilegedFact]
    public Task Start_WhenTheFileIsReadOnly_ThenRefused() => RefusedWithModeAsync(File, ReadOnlyFile);

    [Fact]
    public async Task Start_WhenTheFileIsCut_ThenRefused()
    {
        await using (var file = new FileStream(File, FileMode.Open))
            file.SetLength(file.Length / 2);

        await RefusedAsync(() => ServerProcess.RefuseAsync(_data.Path), "Put a backup in its place");
    }

    [Fact]
    public Task Start_WhenAnotherProcessHasLockedTheFile_ThenRefused() =>
        RefusedAsync(RefuseWhileLockedAsync, "is locked by another program");

    private async Task<(int ExitCode, string Output)> RefuseWhileLockedAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync();
        return await ServerProcess.RefuseAsync(_data.Path, "--Storage:BusyTimeoutMilliseconds=0");
    }

    private async Task RefusedWithModeAsync(string path, UnixFileMode mode)
    {
        await UnprivilegedUser.OwnAsync(_data.Path);
        if (OperatingSystem.IsWindows())
            return;
        var before = System.IO.File.GetUnixFileMode(path);
        System.IO.File.SetUnixFileMode(path, mode);
        try
        {
            await RefusedAsync(
                () => ServerProcess.RefuseUnprivilegedAsync(_data.Path), "Give this process write access");
        }
        finally
        {
            System.IO.File.SetUnixFileMode(path, before);
        }
    }

    private async Task RefusedAsync(Func<Task<(int ExitCode, string Output)>> start, string fix)
    {
        var before = FolderDigests.Of(_data.Path);

        var (exitCode, output) = await start();

        Assert.Equal(1, exitCode);
        Assert.Contains(_data.Path, output, StringComparison.Ordinal);
        Assert.Contains(fix, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Equal(before, FolderDigests.Of(_data.Path));
    }
}
