using System.Security.Cryptography;
using System.Text;

namespace TaskManagement.Blobs.Tests;

public sealed class FolderBlobStoreTests : IAsyncLifetime, IDisposable
{
    private readonly BlobFolder _folder = new();

    public Task InitializeAsync() => _folder.StartAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_003)]
    public async Task Put_WhenWithinTheLimit_ThenReadBackAsItWas(int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);

        var blob = await StoreAsync(content);

        Assert.Equal(size, blob.Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), blob.Sha256);
        Assert.Equal(content, await ReadAsync(blob.Key));
    }

    [Fact]
    public async Task Put_WhenExactlyTheLimit_ThenStored() =>
        Assert.IsType<PutOutcome.Stored>(await PutAsync(new MemoryStream(new byte[100]), 100));

    [Fact]
    public async Task Put_WhenOneByteMore_ThenTooLargeAndNothingIsLeft()
    {
        var outcome = await PutAsync(new MemoryStream(new byte[101]), 100);

        Assert.Equal(new PutOutcome.TooLarge(100), outcome);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task Put_WhenEndless_ThenItStopsAtTheLimit()
    {
        using var endless = new EndlessStream();

        await PutAsync(endless, 1_000_000);

        Assert.InRange(endless.BytesRead, 1_000_001, 1_200_000);
    }

    [Fact]
    public async Task Put_WhenTheSameContentTwice_ThenTwoKeysAndEachLivesAlone()
    {
        var first = await StoreAsync("same"u8.ToArray());
        var second = await StoreAsync("same"u8.ToArray());

        await _folder.Store.DeleteAsync(first.Key);

        Assert.Null(await _folder.Store.OpenAsync(first.Key));
        Assert.Equal("same", Encoding.UTF8.GetString(await ReadAsync(second.Key)));
    }

    [Fact]
    public async Task Put_WhenTheUploadBreaksOff_ThenTheErrorIsPassedOnAndNothingIsLeft()
    {
        using var broken = new EndlessStream(breaksAfterBytes: 300_000);

        await Assert.ThrowsAsync<IOException>(() => PutAsync(broken, long.MaxValue));

        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task Put_WhenCancelled_ThenNothingIsLeft()
    {
        using var cancellation = new CancellationTokenSource();
        using var endless = new EndlessStream(onRead: cancellation.Cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _folder.Store.PutAsync(endless, long.MaxValue, cancellation.Token));

        Assert.Empty(_folder.Files);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../../../../../../../etc/passwd")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("/etc/passwd")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("0000000000000000000000000000/../")]
    [InlineData("0000000000000000000000000000000\u0000")]
    [InlineData("ABCDEFABCDEFABCDEFABCDEFABCDEFAB")]
    public async Task Open_WhenItIsNoKeyOfAnything_ThenNothing(string key) =>
        Assert.Null(await _folder.Store.OpenAsync(key));

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

    [Fact]
    public async Task Delete_WhenDoneTwice_ThenNoError()
    {
        var blob = await StoreAsync("once"u8.ToArray());

        await _folder.Store.DeleteAsync(blob.Key);
        await _folder.Store.DeleteAsync(blob.Key);

        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task Delete_WhenSomeoneIsReading_ThenTheyReadOn()
    {
        var blob = await StoreAsync(new byte[200_000]);
        await using var reading = Assert.IsAssignableFrom<Stream>(await _folder.Store.OpenAsync(blob.Key));

        await _folder.Store.DeleteAsync(blob.Key);

        var copy = new MemoryStream();
        await reading.CopyToAsync(copy);
        Assert.Equal(200_000, copy.Length);
    }

    [Fact]
    public async Task Put_WhenManyAtOnce_ThenEachIsWhole()
    {
        var contents = Enumerable.Range(0, 50).Select(n => Encoding.UTF8.GetBytes($"content {n}")).ToArray();

        var blobs = await Task.WhenAll(contents.Select(StoreAsync));

        for (var n = 0; n < blobs.Length; n++)
            Assert.Equal(contents[n], await ReadAsync(blobs[n].Key));
    }

    private Task<PutOutcome> PutAsync(Stream content, long bytesMax) =>
        _folder.Store.PutAsync(content, bytesMax, CancellationToken.None);

    private async Task<BlobInfo> StoreAsync(byte[] content) =>
        Assert.IsType<PutOutcome.Stored>(await PutAsync(new MemoryStream(content), long.MaxValue)).Blob;

    private async Task<byte[]> ReadAsync(string key)
    {
        await using var stream = Assert.IsAssignableFrom<Stream>(await _folder.Store.OpenAsync(key));
        var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}
