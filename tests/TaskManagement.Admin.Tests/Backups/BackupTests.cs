using TaskManagement.Admin.Schema;

namespace TaskManagement.Admin.Tests.Backups;

public sealed class BackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taskmanagement-").FullName;

    private string File => Path.Combine(_folder, "backup.tar");

    private string Target => Path.Combine(_folder, "restored");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Restore_WhenBackedUpWithItsKey_ThenTheFolderIsAsItWas()
    {
        await using var installation = await Installation.CreateAsync();
        var blob = Path.Combine(installation.Folder, "files", "ab", new string('a', 30) + "ab");
        Directory.CreateDirectory(Path.GetDirectoryName(blob)!);
        await System.IO.File.WriteAllTextAsync(blob, "content");

        await AdminRun.MustAsync("backup", "--path", installation.Folder, "--out", File, "--with-master-key");
        await AdminRun.MustAsync("restore", "--from", File, "--path", Target);

        Assert.Equal("content", await System.IO.File.ReadAllTextAsync(
            Path.Combine(Target, Path.GetRelativePath(installation.Folder, blob))));
        var before = await AdminRun.MustAsync("verify", installation.Address);
        var after = await AdminRun.MustAsync("verify", $"sqlite:{Target}");
        Assert.Equal(before.Output.Replace(installation.Folder, Target, StringComparison.Ordinal), after.Output);
        Assert.Equal([File, Target], Directory.GetFileSystemEntries(_folder).Order());
    }
}
