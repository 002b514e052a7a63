namespace TaskManagement.Admin.Tests.Backups;

public sealed class BackupTests : IDisposable
{
    private const string Blob = "ab/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab";
    private const string EmptyBlob = "cd/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaacd";

    private readonly string _folder = Directory.CreateTempSubdirectory("taskmanagement-").FullName;

    private string Backup => Path.Combine(_folder, "backup.tar");

    private string Target => Path.Combine(_folder, "restored");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Restore_WhenBackedUpWithItsKey_ThenTheFolderIsAsItWas()
    {
        await using var installation = await Installation.CreateAsync();
        installation.Attach("files", Blob, "content");
        installation.Attach("files", EmptyBlob, "");

        await AdminRun.MustAsync("backup", "--path", installation.Folder, "--out", Backup, "--with-master-key");
        await AdminRun.MustAsync("restore", "--from", Backup, "--path", Target);

        Assert.Equal("content", await File.ReadAllTextAsync(Path.Combine(Target, "files", Blob)));
        Assert.Empty(await File.ReadAllTextAsync(Path.Combine(Target, "files", EmptyBlob)));
        var before = await AdminRun.MustAsync("verify", installation.Address);
        var after = await AdminRun.MustAsync("verify", $"sqlite:{Target}");
        Assert.Equal(before.Output.Replace(installation.Folder, Target, StringComparison.Ordinal), after.Output);
        Assert.Equal([Backup, Target], Directory.GetFileSystemEntries(_folder).Order());
    }

    [Fact]
    public async Task Backup_WhenNothingIsSaidOfTheKey_ThenItIsNotInIt()
    {
        await using var installation = await Installation.CreateAsync();

        var backup = await AdminRun.MustAsync("backup", "--path", installation.Folder, "--out", _folder);
        var file = Directory.GetFiles(_folder).Single();
        var restore = await AdminRun.MustAsync("restore", "--from", file, "--path", Target);

        Assert.Contains("The master key is not in it", backup.Output, StringComparison.Ordinal);
        Assert.Contains("put it at", restore.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Target, "keys")));
    }

    [Fact]
    public async Task Backup_WhenStrayFilesLieAmongAttachments_ThenTheyAreLeftOutAndNamed()
    {
        await using var installation = await Installation.CreateAsync();
        installation.Attach("files", Blob, "content");
        foreach (var stray in new[] { "ab/letter", "ab/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab.partial", "incoming/upload" })
            installation.Attach("files", stray, "mine");

        var backup = await AdminRun.MustAsync("backup", "--path", installation.Folder, "--out", Backup);
        await AdminRun.MustAsync("restore", "--from", Backup, "--path", Target);

        Assert.Contains("such a name: 2, the first of them ab/", backup.Output, StringComparison.Ordinal);
        Assert.Contains("and 1 attachments", backup.Output, StringComparison.Ordinal);
        Assert.Equal(
            [Path.Combine(Target, "files", Blob)],
            Directory.GetFiles(Path.Combine(Target, "files"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Restore_WhenAttachmentsLieElsewhere_ThenTheyGoToWhereTheOptionSays()
    {
        await using var installation = await Installation.CreateAsync();
        installation.Attach("elsewhere", Blob, "content");
        var files = Path.Combine(_folder, "attachments");

        await AdminRun.MustAsync("backup", "--path", installation.Folder, "--out", Backup,
            "--files", Path.Combine(installation.Folder, "elsewhere"));
        await AdminRun.MustAsync("restore", "--from", Backup, "--path", Target, "--files", files);

        Assert.Equal("content", await File.ReadAllTextAsync(Path.Combine(files, Blob)));
        Assert.Equal([Path.Combine(files, "ab")], Directory.GetFileSystemEntries(files));
        Assert.False(Directory.Exists(Path.Combine(Target, "files")));
    }

    [Fact]
    public async Task Backup_WhenThereIsNoFolderOfAttachmentsAsNamed_ThenRefused()
    {
        await using var installation = await Installation.CreateAsync();

        var error = await AdminRun.RefusedAsync(
            "backup", "--path", installation.Folder, "--out", Backup, "--files", Target);

        Assert.Contains("Name the one of Attachments:Path", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_WhenTheArchiveDoesNotHoldWhatWasRead_ThenFoundAndNoneIsMade()
    {
        if (!OperatingSystem.IsLinux())
            return;
        await using var installation = await Installation.CreateAsync();
        var fickle = installation.Attach("files", Blob, "");
        File.Delete(fickle);

        // What lies there is another text whenever it is read.
        File.CreateSymbolicLink(fickle, "/proc/sys/kernel/random/uuid");

        var error = await AdminRun.RefusedAsync("backup", "--path", installation.Folder, "--out", Backup);

        Assert.Contains($"{Backup} cannot be written: ", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Backup_WhenTheMasterKeyToIncludeIsAnother_ThenRefused()
    {
        await using var installation = await Installation.CreateAsync();
        await File.WriteAllTextAsync(
            Path.Combine(installation.Folder, "keys", "master.key"), Convert.ToBase64String(new byte[32]));

        var error = await AdminRun.RefusedAsync(
            "backup", "--path", installation.Folder, "--out", Backup, "--with-master-key");

        Assert.Contains("is not the master key", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    public async Task Restore_WhenTheBackupIsCutOff_ThenRefusedAndNothingIsWritten(double part)
    {
        await using var installation = await Installation.CreateAsync();
        await AdminRun.MustAsync("backup", "--path", installation.Folder, "--out", Backup);
        await using (var file = new FileStream(Backup, FileMode.Open))
            file.SetLength((long)(file.Length * part));

        await RefusedAsync("cut off");
    }

    [Fact]
    public async Task Restore_WhenAByteOfTheBackupIsAnother_ThenRefusedAndNothingIsWritten()
    {
        await using var installation = await Installation.CreateAsync();
        await AdminRun.MustAsync("backup", "--path", installation.Folder, "--out", Backup);
        var bytes = await File.ReadAllBytesAsync(Backup);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(Backup, bytes);

        await RefusedAsync("is not what its manifest says");
    }

    [Fact]
    public async Task Restore_WhenTheFileIsNoBackup_ThenRefused()
    {
        await File.WriteAllTextAsync(Backup, "This is a letter.");

        await RefusedAsync("cannot be restored");
    }

    [Fact]
    public async Task Restore_WhenTheFolderIsNotEmpty_ThenRefusedAndItStaysAsItWas()
    {
        await using var installation = await Installation.CreateAsync();
        await AdminRun.MustAsync("backup", "--path", installation.Folder, "--out", Backup);
        Directory.CreateDirectory(Target);
        await File.WriteAllTextAsync(Path.Combine(Target, "letter"), "mine");

        var error = await AdminRun.RefusedAsync("restore", "--from", Backup, "--path", Target);

        Assert.Contains("is not empty", error, StringComparison.Ordinal);
        Assert.Equal("letter", Path.GetFileName(Directory.GetFileSystemEntries(Target).Single()));
    }

    [Fact]
    public async Task Backup_WhenTheFileIsThere_ThenRefusedAndItStaysAsItWas()
    {
        await using var installation = await Installation.CreateAsync();
        await File.WriteAllTextAsync(Backup, "the last backup");

        var error = await AdminRun.RefusedAsync("backup", "--path", installation.Folder, "--out", Backup);

        Assert.Contains("is there already", error, StringComparison.Ordinal);
        Assert.Equal("the last backup", await File.ReadAllTextAsync(Backup));
    }

    [Fact]
    public async Task Backup_WhenTheLogIsDamaged_ThenNoneIsMade()
    {
        await using var installation = await Installation.CreateAsync();
        await installation.AlterAsync("UPDATE events SET data = '{}' WHERE partition = 1 AND sequence = 2");

        var run = await AdminRun.OfAsync("backup", "--path", installation.Folder, "--out", Backup);

        Assert.Equal(ExitCodes.Damaged, run.Code);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    private async Task RefusedAsync(string reason)
    {
        var error = await AdminRun.RefusedAsync("restore", "--from", Backup, "--path", Target);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Equal([Backup], Directory.GetFileSystemEntries(_folder));
    }
}
