using Microsoft.Extensions.Options;

namespace TaskManagement.Blobs.Tests;

public sealed class FolderPreparationTests
{
    [Fact]
    public async Task Start_WhenUploadsWereLeftUnfinished_ThenOldOnesAreDeleted()
    {
        using var folder = new BlobFolder();
        var orphan = Unfinished(folder, "orphan", age: TimeSpan.FromMinutes(61));
        var running = Unfinished(folder, "running", age: TimeSpan.FromMinutes(5));

        await folder.StartAsync();

        Assert.False(File.Exists(orphan));
        Assert.True(File.Exists(running));
    }

    [Fact]
    public async Task Start_WhenFinishedContentIsOld_ThenItStays()
    {
        using var folder = new BlobFolder();
        await folder.StartAsync();
        var stored = (PutOutcome.Stored)await folder.Store.PutAsync(new MemoryStream([1]), 10, CancellationToken.None);
        File.SetLastWriteTimeUtc(Assert.Single(folder.Files), DateTime.UnixEpoch);

        await folder.StartAsync();

        using var content = await folder.Store.OpenAsync(stored.Blob.Key);
        Assert.NotNull(content);
    }

    [Fact]
    public async Task Start_WhenTheFolderCannotBeMade_ThenMessageNamesKeyAndFix()
    {
        var file = Path.GetTempFileName();
        using var folder = new BlobFolder(("Attachments:Path", Path.Combine(file, "files")));

        var error = await Assert.ThrowsAsync<OptionsValidationException>(folder.StartAsync);

        Assert.StartsWith("Attachments:Path", Assert.Single(error.Failures), StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public void Options_WhenNothingIsSet_ThenFilesInTheDataFolder()
    {
        using var folder = new BlobFolder();

        Assert.Equal(Path.Combine(folder.Path, "files"), folder.Options.Path);
    }

    [Theory]
    [InlineData("Attachments:Path", " ")]
    [InlineData("Attachments:OrphanMinutes", "0")]
    public void Options_WhenOneIsBad_ThenMessageNamesKeyAndFix(string key, string value)
    {
        using var folder = new BlobFolder((key, value));

        var failure = Assert.Single(Assert.Throws<OptionsValidationException>(() => folder.Options).Failures);

        Assert.StartsWith(key, failure, StringComparison.Ordinal);
        Assert.Contains("Set it to", failure, StringComparison.Ordinal);
    }

    private static string Unfinished(BlobFolder folder, string name, TimeSpan age)
    {
        Directory.CreateDirectory(folder.Incoming);
        var file = Path.Combine(folder.Incoming, name);
        File.WriteAllText(file, "half");
        File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime - age);
        return file;
    }
}
