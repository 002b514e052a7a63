using System.Security.Cryptography;
using System.Text;

namespace TaskManagement.Blobs.Tests;

/// <summary>What holds of every store.</summary>
public abstract class BlobStoreSuite
{
    protected abstract IBlobStore Store { get; }

    /// <summary>The names of all that lies in the store, finished or not.</summary>
    protected abstract IEnumerable<string> Contents { get; }

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
        Assert.Empty(Contents);
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

        await Store.DeleteAsync(first.Key);

        Assert.Null(await Store.OpenAsync(first.Key));
        Assert.Equal("same", Encoding.UTF8.GetString(await ReadAsync(second.Key)));
    }

    [Fact]
    public async Task Put_WhenTheUploadBreaksOff_ThenTheErrorIsPassedOnAndNothingIsLeft()
    {
        using var broken = new EndlessStream(breaksAfterBytes: 300_000);

        await Assert.ThrowsAsync<IOException>(() => PutAsync(broken, long.MaxValue));

        Assert.Empty(Contents);
    }

    [Fact]
    public async Task Put_WhenCancelled_ThenNothingIsLeft()
    {
        using var cancellation = new CancellationTokenSource();
        using var endless = new EndlessStream(onRead: cancellation.Cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.PutAsync(endless, long.MaxValue, cancellation.Token));

        Assert.Empty(Contents);
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
        Assert.Null(await Store.OpenAsync(key));

    [Fact]
    public async Task Delete_WhenDoneTwice_ThenNoError()
    {
        var blob = await StoreAsync("once"u8.ToArray());

        await Store.DeleteAsync(blob.Key);
        await Store.DeleteAsync(blob.Key);

        Assert.Empty(Contents);
    }

    [Fact]
    public async Task Delete_WhenSomeoneIsReading_ThenTheyReadOn()
    {
        var blob = await StoreAsync(new byte[200_000]);
        await using var reading = Assert.IsAssignableFrom<Stream>(await Store.OpenAsync(blob.Key));

        Assert.Equal(1, await reading.ReadAsync(new byte[1]));
        await Store.DeleteAsync(blob.Key);

        var copy = new MemoryStream();
        await reading.CopyToAsync(copy);
        Assert.Equal(199_999, copy.Length);
    }

    [Fact]
    public async Task Put_WhenManyAtOnce_ThenEachIsWhole()
    {
        var contents = Enumerable.Range(0, 50).Select(n => Encoding.UTF8.GetBytes($"content {n}")).ToArray();

        var blobs = await Task.WhenAll(contents.Select(StoreAsync));

        for (var n = 0; n < blobs.Length; n++)
            Assert.Equal(contents[n], await ReadAsync(blobs[n].Key));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(100_000, 1_000)]
    [InlineData(299_990, 100)]
    public async Task Read_WhenSought_ThenItGoesOnFromThere(int from, int count)
    {
        var content = RandomNumberGenerator.GetBytes(300_000);
        var blob = await StoreAsync(content);
        await using var reading = Assert.IsAssignableFrom<Stream>(await Store.OpenAsync(blob.Key));
        Assert.Equal(content.Length, reading.Length);
        var read = new byte[count];

        await reading.ReadExactlyAsync(new byte[5]);
        reading.Seek(from, SeekOrigin.Begin);
        var length = await reading.ReadAtLeastAsync(read, count, throwOnEndOfStream: false);

        Assert.Equal(content[from..(from + length)], read[..length]);
        Assert.Equal(Math.Min(count, content.Length - from), length);
        Assert.Equal(from + length, reading.Position);
    }

    [Fact]
    public async Task Keys_WhenAsked_ThenThoseStoredBefore()
    {
        var blobs = new List<string>();
        for (var n = 0; n < 8; n++)
            blobs.Add((await StoreAsync([(byte)n])).Key);
        var now = TimeProvider.System.GetUtcNow();

        var none = await Store.KeysBefore(now.AddHours(-1), CancellationToken.None).ToArrayAsync();
        var all = await Store.KeysBefore(now.AddHours(1), CancellationToken.None).ToArrayAsync();

        Assert.Empty(none);
        Assert.Equal(blobs.Order(), all.Order());
    }

    protected Task<PutOutcome> PutAsync(Stream content, long bytesMax) =>
        Store.PutAsync(content, bytesMax, CancellationToken.None);

    protected async Task<BlobInfo> StoreAsync(byte[] content) =>
        Assert.IsType<PutOutcome.Stored>(await PutAsync(new MemoryStream(content), long.MaxValue)).Blob;

    protected async Task<byte[]> ReadAsync(string key)
    {
        await using var stream = Assert.IsAssignableFrom<Stream>(await Store.OpenAsync(key));
        var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}
