using System.Diagnostics;
using TaskManagement.EventLog.Hosting;
using TaskManagement.TestKit.Time;

namespace TaskManagement.Admin.Tests.Backups;

/// <summary>A restore that did not end, and a folder that must keep its name, as a mounted volume.</summary>
public sealed class InterruptedRestoreTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("taskmanagement-").FullName;

    private string Backup => Path.Combine(_folder, "backup.tar");

    private string Volume => Directory.CreateDirectory(Path.Combine(_folder, "volume")).FullName;

    private string Restoring => Path.Combine(Volume, "restoring");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Restore_WhenTheFolderIsAVolume_ThenItStaysTheSameAndLosesNothing()
    {
        await BackUpAsync();
        Directory.CreateDirectory(Path.Combine(Volume, "lost+found"));

        // No name beside the volume can be taken, as on the root of a container that may only be read.
        await File.WriteAllTextAsync(Volume + ".restoring", "taken");

        await AdminRun.MustAsync("restore", "--from", Backup, "--path", Volume);

        Assert.True(Directory.Exists(Path.Combine(Volume, "lost+found")));
        Assert.False(Directory.Exists(Restoring));
        await using var restored = await OpenAsync();
    }

    [Fact]
    public async Task Restore_WhenKilledInTheMiddle_ThenNoServerStartsAndItBeginsAgain()
    {
        await BackUpAsync();
        await KillWhenBegunAsync();

        var start = await Assert.ThrowsAsync<StorageStartException>(OpenAsync);
        Assert.Contains("a restore that has not ended", start.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Volume, "taskmanagement.db")));

        await AdminRun.MustAsync("restore", "--from", Backup, "--path", Volume);
        await AdminRun.MustAsync("verify", $"sqlite:{Volume}");
        await using var restored = await OpenAsync();
    }

    [Fact]
    public async Task Restore_WhenInterruptedWhileItPutEverythingInItsPlace_ThenNothingTakesItForWhole()
    {
        await BackUpAsync();
        await AdminRun.MustAsync("restore", "--from", Backup, "--path", Volume);
        Directory.CreateDirectory(Restoring);

        var start = await Assert.ThrowsAsync<StorageStartException>(OpenAsync);
        Assert.Contains("a restore that has not ended", start.Message, StringComparison.Ordinal);
        Assert.Contains("a restore that has not ended",
            await AdminRun.RefusedAsync("verify", $"sqlite:{Volume}"), StringComparison.Ordinal);
        Assert.Contains("Empty the folder and restore again",
            await AdminRun.RefusedAsync("restore", "--from", Backup, "--path", Volume), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_WhenAServerHoldsTheEmptyFolder_ThenRefusedAndNothingIsLeftBehind()
    {
        await BackUpAsync();
        using var held = EventLog.Sqlite.FolderLease.Take(Volume);

        Assert.Contains("is in use by process",
            await AdminRun.RefusedAsync("restore", "--from", Backup, "--path", Volume), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Restoring));
    }

    private async Task BackUpAsync()
    {
        await using var installation = await Installation.CreateAsync();
        await AdminRun.MustAsync("backup", "--path", installation.Folder, "--out", Backup, "--with-master-key");
    }

    private Task<TestKit.TestDatabase> OpenAsync() => Installation.OpenAsync(
        new("Storage:Provider", "Sqlite"), new("Storage:Path", Volume));

    /// <summary>It reads its backup from a pipe that gives half of it.</summary>
    private async Task KillWhenBegunAsync()
    {
        var pipe = Path.Combine(_folder, "pipe");
        using (var make = Process.Start("mkfifo", pipe))
            await make.WaitForExitAsync();
        string[] command = ["restore", "--from", pipe, "--path", Volume];
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. command])
        {
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var half = (await File.ReadAllBytesAsync(Backup))[..20_000];
        await using var writer = new FileStream(pipe, FileMode.Open, FileAccess.Write);
        await writer.WriteAsync(half);
        await writer.FlushAsync();
        await Eventually.HoldsAsync(
            () => process.HasExited || (Directory.Exists(Restoring) && Directory.GetFiles(Restoring).Length > 0),
            "the restore has begun", Patience);
        if (process.HasExited)
            Assert.Fail($"The restore has ended before it was killed: {await process.StandardError.ReadToEndAsync()}");
        process.Kill();
        await process.WaitForExitAsync();
    }
}
