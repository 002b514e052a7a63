using System.Security.Cryptography;

namespace TaskManagement.Blobs.Tests;

public sealed class KnownContentTests : IAsyncLifetime, IDisposable
{
    private readonly BlobFolder _folder = new();
    private readonly byte[] _content = RandomNumberGenerator.GetBytes(300_000);
    private BlobInfo _blob = null!;

    public async Task InitializeAsync()
    {
        await _folder.StartAsync();
        _blob = Assert.IsType<PutOutcome.Stored>(await _folder.Store.PutAsync(
            new MemoryStream(_content), long.MaxValue, CancellationToken.None)).Blob;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Read_WhenItIsWhatItWas_ThenAllOfIt() =>
        Assert.Equal(_content, await ReadAsync(new MemoryStream()));

    [Fact]
    public async Task Read_WhenAByteIsAnother_ThenTheEndIsNotGiven()
    {
        await ChangeAsync(file => file.WriteByte((byte)(_content[0] ^ 1)));
        var copy = new MemoryStream();

        await Assert.ThrowsAsync<BlobDamagedException>(() => ReadAsync(copy));

        Assert.InRange(copy.Length, 0, _content.Length - 1);
    }

    [Fact]
    public async Task Read_WhenSought_ThenTheRangeIsGiven()
    {
        await ChangeAsync(file => file.WriteByte((byte)(_content[0] ^ 1)));
        await using var stream = Assert.IsAssignableFrom<Stream>(await _folder.Store.OpenAsync(_blob));
        var last = new byte[100];

        stream.Seek(-100, SeekOrigin.End);
        await stream.ReadExactlyAsync(last);

        Assert.Equal(_content[^100..], last);
    }

    [Fact]
    public async Task Open_WhenItIsShorter_ThenDamaged()
    {
        await ChangeAsync(file => file.SetLength(_content.Length - 1));

        var error = await Assert.ThrowsAsync<BlobDamagedException>(() => ReadAsync(new MemoryStream()));

        Assert.Contains("Attachments:EncryptionKey", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_WhenThereIsNone_ThenNothing()
    {
        await _folder.Store.DeleteAsync(_blob.Key);

        Assert.Null(await _folder.Store.OpenAsync(_blob));
    }

    private async Task<byte[]> ReadAsync(MemoryStream copy)
    {
        await using var stream = Assert.IsAssignableFrom<Stream>(await _folder.Store.OpenAsync(_blob));
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    private async Task ChangeAsync(Action<FileStream> change)
    {
        await using var file = File.OpenWrite(Assert.Single(_folder.Files));
        change(file);
    }
}
