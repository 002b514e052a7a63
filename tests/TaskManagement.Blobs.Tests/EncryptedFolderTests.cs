using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace TaskManagement.Blobs.Tests;

public sealed class EncryptedFolderTests : BlobStoreSuite, IAsyncLifetime, IDisposable
{
    private const int PieceBytes = 64 * 1024;
    private const int HeadBytes = 56;

    private readonly string _key = NewKey();
    private readonly BlobFolder _folder;

    public EncryptedFolderTests() => _folder = new BlobFolder(("Attachments:EncryptionKey", _key));

    protected override IBlobStore Store => _folder.Store;

    protected override IEnumerable<string> Contents => _folder.Files;

    public Task InitializeAsync() => _folder.StartAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(PieceBytes - 1)]
    [InlineData(PieceBytes)]
    [InlineData(PieceBytes + 1)]
    [InlineData(3 * PieceBytes)]
    public async Task Put_WhenAtTheEdgeOfAPiece_ThenReadBackAsItWas(int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);

        var blob = await StoreAsync(content);

        Assert.Equal(content, await ReadAsync(blob.Key));
        Assert.Equal(HeadBytes + size + (16 * ((size + PieceBytes - 1) / PieceBytes)), StoredFile().Length);
    }

    [Fact]
    public async Task Put_WhenAtTheLimitOfManyPieces_ThenStoredAndOneMoreIsTooLarge()
    {
        const int Limit = 5 * PieceBytes;
        Assert.IsType<PutOutcome.Stored>(await PutAsync(new MemoryStream(new byte[Limit]), Limit));
        Assert.Equal(new PutOutcome.TooLarge(Limit), await PutAsync(new MemoryStream(new byte[Limit + 1]), Limit));
    }

    [Fact]
    public async Task Put_WhenTheSameTwice_ThenTheFilesHaveNothingInCommonButTheirMark()
    {
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("the secret plan ", 1000)));
        await StoreAsync(content);
        await StoreAsync(content);

        var files = _folder.Files.Select(File.ReadAllBytes).ToArray();

        Assert.DoesNotContain(files, file => file.AsSpan().IndexOf("secret"u8) >= 0);
        Assert.Equal(files[0][..24], files[1][..24]);
        var same = files[0].Zip(files[1]).Skip(24).Count(pair => pair.First == pair.Second);
        Assert.InRange(same, 0, content.Length / 50);
    }

    [Fact]
    public async Task Open_WhenStoredBeforeThereWasAKey_ThenReadAsItIs()
    {
        var blob = await StoreAsync(new byte[200]);
        var file = Assert.Single(_folder.Files);
        await File.WriteAllTextAsync(file, "plain");

        Assert.Equal("plain"u8.ToArray(), await ReadAsync(blob.Key));
    }

    [Fact]
    public async Task Open_WhenTheKeyIsAFormerOne_ThenReadAndNewContentHasTheNewOne()
    {
        var old = await StoreAsync("old"u8.ToArray());
        var key = NewKey();
        using var renewed = Over(("Attachments:EncryptionKey", key), ("Attachments:FormerEncryptionKeys:0", _key));
        var @new = Assert.IsType<PutOutcome.Stored>(await renewed.Store.PutAsync(
            new MemoryStream("new"u8.ToArray()), 10, CancellationToken.None)).Blob;
        using var ended = Over(("Attachments:FormerEncryptionKeys:0", key));

        Assert.Equal("old"u8.ToArray(), await ReadAsync(renewed, old.Key));
        Assert.Equal("new"u8.ToArray(), await ReadAsync(ended, @new.Key));
        var error = await Assert.ThrowsAsync<BlobDamagedException>(() => ReadAsync(ended, old.Key));
        Assert.Contains("Attachments:FormerEncryptionKeys", error.Message, StringComparison.Ordinal);
        Assert.IsType<PutOutcome.Stored>(
            await ended.Store.PutAsync(new MemoryStream("bare"u8.ToArray()), 10, CancellationToken.None));
        Assert.Contains(_folder.Files, file => File.ReadAllText(file) == "bare");
    }

    [Fact]
    public async Task Read_WhenAnyByteIsAnother_ThenDamaged()
    {
        var content = RandomNumberGenerator.GetBytes(3 * PieceBytes);
        var blob = await StoreAsync(content);
        var stored = StoredFile();
        foreach (var at in new[] { 30, HeadBytes, HeadBytes + 70_000, stored.Length - 20, stored.Length - 1 })
        {
            var changed = stored.ToArray();
            changed[at] ^= 1;
            await DamagedAsync(blob.Key, changed);
        }
    }

    [Fact]
    public async Task Read_WhenPiecesAreCutOffOrMoved_ThenDamaged()
    {
        const int Stored = PieceBytes + 16;
        var blob = await StoreAsync(RandomNumberGenerator.GetBytes(3 * PieceBytes));
        var stored = StoredFile();
        var (head, one, two, three) = (
            stored[..HeadBytes], stored[HeadBytes..][..Stored], stored[(HeadBytes + Stored)..][..Stored],
            stored[^Stored..]);

        await DamagedAsync(blob.Key, [.. head, .. one, .. two]);
        await DamagedAsync(blob.Key, [.. head, .. two, .. one, .. three]);
        await DamagedAsync(blob.Key, [.. head, .. one, .. two, .. three, .. three]);
        await DamagedAsync(blob.Key, [.. head, .. one, .. two, .. three[..8]]);
        await DamagedAsync(blob.Key, head);
    }

    [Fact]
    public async Task Read_WhenARangeIsIntact_ThenDamageElsewhereDoesNotMatter()
    {
        var content = RandomNumberGenerator.GetBytes(3 * PieceBytes);
        var blob = await StoreAsync(content);
        var changed = StoredFile();
        changed[HeadBytes + 10] ^= 1;
        await File.WriteAllBytesAsync(Assert.Single(_folder.Files), changed);
        await using var reading = Assert.IsAssignableFrom<Stream>(await Store.OpenAsync(blob.Key));

        reading.Seek(2 * PieceBytes, SeekOrigin.Begin);
        var last = new byte[PieceBytes];
        await reading.ReadExactlyAsync(last);

        Assert.Equal(content[(2 * PieceBytes)..], last);
    }

    [Theory]
    [InlineData("Attachments:EncryptionKey", "secret")]
    [InlineData("Attachments:EncryptionKey", "AAAA")]
    [InlineData("Attachments:FormerEncryptionKeys:0", "")]
    public async Task Start_WhenAKeyIsNone_ThenMessageNamesSettingAndFix(string setting, string value)
    {
        using var folder = new BlobFolder((setting, value));

        var error = await Assert.ThrowsAsync<OptionsValidationException>(folder.StartAsync);

        Assert.StartsWith(setting, Assert.Single(error.Failures), StringComparison.Ordinal);
        Assert.Contains("openssl rand", error.Message, StringComparison.Ordinal);
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static async Task<byte[]> ReadAsync(BlobFolder folder, string key)
    {
        await using var stream = Assert.IsAssignableFrom<Stream>(await folder.Store.OpenAsync(key));
        var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    /// <summary>Another server over the same files.</summary>
    private BlobFolder Over(params (string, string?)[] settings) =>
        new([("Attachments:Path", Path.Combine(_folder.Path, "files")), .. settings]);

    private byte[] StoredFile() => File.ReadAllBytes(Assert.Single(_folder.Files));

    private async Task DamagedAsync(string key, byte[] stored)
    {
        await File.WriteAllBytesAsync(Assert.Single(_folder.Files), stored);
        await Assert.ThrowsAsync<BlobDamagedException>(() => ReadAsync(key));
    }
}
