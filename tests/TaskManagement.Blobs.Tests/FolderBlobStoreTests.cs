namespace TaskManagement.Blobs.Tests;

public sealed class FolderBlobStoreTests : BlobStoreSuite, IAsyncLifetime, IDisposable
{
    private readonly BlobFolder _folder = new();

    protected override IBlobStore Store => _folder.Store;

    protected override IEnumerable<string> Contents => _folder.Files;

    public Task InitializeAsync() => _folder.StartAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_WhenTheKeyLeadsOutOfTheFolder_ThenNothingIsReadOrDeleted()
    {
        // 32 characters, and a file is there: only the check of the key stands before it.
        const string Key = "../aaaaaaaaaaaaaaaaaaaaaaaaaa.db";
        var outside = Path.Combine(_folder.Path, "files", "db", Key);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "files", "db"));
        await File.WriteAllTextAsync(outside, "secret");

        await _folder.Store.DeleteAsync(Key);

        Assert.Null(await _folder.Store.OpenAsync(Key));
        Assert.True(File.Exists(outside));
    }
}
