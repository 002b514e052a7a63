using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace TaskManagement.Blobs.Tests.S3;

public sealed class S3BlobStoreTests : BlobStoreSuite, IAsyncLifetime
{
    private const string Prefix = "files/";
    private const int PartBytes = 16 << 20;

    private S3Server _server = null!;
    private BlobFolder _store = null!;

    protected override IBlobStore Store => _store.Store;

    protected override IEnumerable<string> Contents => _server.Objects.Keys.Concat(_server.Uploads.Keys);

    public async Task InitializeAsync()
    {
        _server = await S3Server.StartAsync();
        _store = Over(_server);
        await _store.StartAsync();
    }

    public async Task DisposeAsync()
    {
        _store.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(PartBytes - 1, 0)]
    [InlineData(PartBytes, 1)]
    [InlineData((2 * PartBytes) + 1, 3)]
    public async Task Put_WhenLarge_ThenInPartsAndReadBackAsItWas(int size, int parts)
    {
        var content = RandomNumberGenerator.GetBytes(size);

        var blob = await StoreAsync(content);

        Assert.Equal(parts, _server.Answers.Count(answer => answer == "PUT 200") - (parts == 0 ? 1 : 0));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), blob.Sha256);
        Assert.Equal(content, await ReadAsync(blob.Key));
        Assert.Equal(Prefix + blob.Key, Assert.Single(Contents));
    }

    [Fact]
    public async Task Put_WhenThereIsAKey_ThenTheBucketHasItEncrypted()
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        using var encrypting = Over(_server, ("Attachments:EncryptionKey", key));
        var content = RandomNumberGenerator.GetBytes(PartBytes + 1);
        var blob = Assert.IsType<PutOutcome.Stored>(await encrypting.Store.PutAsync(
            new MemoryStream(content), content.Length, CancellationToken.None)).Blob;

        await using var reading = Assert.IsAssignableFrom<Stream>(await encrypting.Store.OpenAsync(blob));
        var copy = new MemoryStream();
        await reading.CopyToAsync(copy);

        Assert.Equal(content, copy.ToArray());
        Assert.NotEqual(content, (await ReadAsync(blob.Key))[^content.Length..]);
    }

    [Fact]
    public async Task Put_WhenTooLargeAfterAPart_ThenNothingIsLeft()
    {
        var outcome = await PutAsync(new MemoryStream(new byte[PartBytes + 2]), PartBytes + 1);

        Assert.Equal(new PutOutcome.TooLarge(PartBytes + 1), outcome);
        Assert.Empty(Contents);
    }

    [Fact]
    public async Task Put_WhenTheUploadBreaksOffAfterAPart_ThenTheErrorIsPassedOnAndNothingIsLeft()
    {
        using var broken = new EndlessStream(breaksAfterBytes: PartBytes + 1);

        await Assert.ThrowsAsync<IOException>(() => PutAsync(broken, long.MaxValue));

        Assert.Contains("PUT 200", _server.Answers);
        Assert.Empty(Contents);
    }

    [Fact]
    public async Task Put_WhenAPartIsNotTaken_ThenUnavailableAndNothingIsLeft()
    {
        _server.IsBroken = request => request.Query["partNumber"] == "2";

        await Assert.ThrowsAsync<BlobStoreUnavailableException>(() => StoreAsync(new byte[2 * PartBytes]));

        Assert.Empty(Contents);
    }

    [Fact]
    public async Task Put_WhenTheServerFailsOnce_ThenItIsTriedAgain()
    {
        var isFirst = true;
        _server.IsBroken = request => request.Method == "PUT" && isFirst && !(isFirst = false);

        var blob = await StoreAsync("kept"u8.ToArray());

        Assert.Equal("kept"u8.ToArray(), await ReadAsync(blob.Key));
        Assert.Contains("PUT 500", _server.Answers);
    }

    [Fact]
    public async Task Open_WhenTheServerIsBroken_ThenUnavailableAndNotMissing()
    {
        var blob = await StoreAsync([1]);
        _server.IsBroken = _ => true;

        var error = await Assert.ThrowsAsync<BlobStoreUnavailableException>(
            async () => await Store.OpenAsync(blob.Key));

        Assert.Contains(S3Server.Bucket, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WhenOnlyARangeIsWanted_ThenOneRequestFromThere()
    {
        var blob = await StoreAsync(new byte[1_000_000]);
        _server.Answers.Clear();

        await using var reading = Assert.IsAssignableFrom<Stream>(await Store.OpenAsync(blob.Key));
        reading.Seek(900_000, SeekOrigin.Begin);
        await reading.ReadExactlyAsync(new byte[50_000]);

        Assert.Equal(["HEAD 200", "GET 206"], _server.Answers);
    }

    [Fact]
    public async Task Keys_WhenOthersShareTheBucket_ThenTheirsAreNotAmongThem()
    {
        _server.Objects["other/00000000000000000000000000000000"] = ([], DateTimeOffset.UnixEpoch);
        _server.Objects[Prefix + "readme.txt"] = ([], DateTimeOffset.UnixEpoch);

        Assert.Empty(await Store.KeysBefore(DateTimeOffset.MaxValue, CancellationToken.None).ToArrayAsync());
    }

    [Fact]
    public async Task Start_WhenUploadsWereLeftUnfinished_ThenOldOnesAreCalledOff()
    {
        var now = TimeProvider.System.GetUtcNow();
        _server.Uploads["orphan"] = new S3ServerUpload(Prefix + "a", now.AddMinutes(-61), []);
        _server.Uploads["running"] = new S3ServerUpload(Prefix + "b", now.AddMinutes(-5), []);
        _server.Uploads["others"] = new S3ServerUpload("other/c", now.AddDays(-9), []);

        await _store.StartAsync();

        Assert.Equal(["others", "running"], _server.Uploads.Keys.Order());
    }

    [Fact]
    public async Task Start_WhenTheServerKnowsNoListOfUploads_ThenItIsDoneWithoutIt()
    {
        using var store = Over(_server);
        _server.IsBroken = request => request.Query.ContainsKey("uploads");

        await store.StartAsync();

        await store.Store.PutAsync(new MemoryStream([1]), 10, CancellationToken.None);
        Assert.Single(_server.Objects);
    }

    [Theory]
    [InlineData("Attachments:S3:SecretKey", "wrong")]
    [InlineData("Attachments:S3:Bucket", "another")]
    public async Task Start_WhenTheServerRefuses_ThenMessageNamesTheSettings(string key, string value)
    {
        using var store = Over(_server, (key, value));

        var error = await Assert.ThrowsAsync<OptionsValidationException>(store.StartAsync);

        Assert.Contains("Attachments:S3:Bucket", Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhenTheServerDoesNotAnswer_ThenItIsDoneWithoutAttachments()
    {
        using var store = Over(_server, ("Attachments:S3:Endpoint", "http://127.0.0.1:9"));

        await store.StartAsync();

        await Assert.ThrowsAsync<BlobStoreUnavailableException>(
            async () => await store.Store.OpenAsync(new string('a', 32)));
    }

    [Theory]
    [InlineData("Attachments:S3:Bucket", " ")]
    [InlineData("Attachments:S3:Prefix", "/files")]
    [InlineData("Attachments:S3:Endpoint", "minio:9000")]
    [InlineData("Attachments:S3:Region", "")]
    [InlineData("Attachments:S3:AccessKey", "")]
    public async Task Start_WhenASettingIsBad_ThenMessageNamesKeyAndFix(string key, string value)
    {
        using var store = Over(_server, (key, value));

        var error = await Assert.ThrowsAsync<OptionsValidationException>(store.StartAsync);

        Assert.StartsWith(key, Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    private static BlobFolder Over(S3Server server, params (string Key, string? Value)[] settings) =>
        new([
            ("Attachments:Store", "S3"), ("Attachments:S3:Bucket", S3Server.Bucket),
            ("Attachments:S3:Endpoint", server.Address), ("Attachments:S3:Prefix", Prefix),
            ("Attachments:S3:AccessKey", S3Server.AccessKey), ("Attachments:S3:SecretKey", S3Server.SecretKey),
            .. settings,
        ]);
}
