namespace TaskManagement.Blobs.Encryption;

/// <summary>
/// Encrypts what it passes on to another store, and decrypts what comes from there. What was stored before there was a
/// key is read as it is.
/// </summary>
internal sealed class EncryptingBlobStore(IBlobStore store, ContentKeys keys) : IBlobStore
{
    public async Task<PutOutcome> PutAsync(Stream content, long bytesMax, CancellationToken cancellationToken)
    {
        using var secret = keys.ForNewContent();
        if (secret is null)
            return await store.PutAsync(content, bytesMax, cancellationToken);
        await using var @sealed = new SealingStream(content, secret);
        var outcome = await store.PutAsync(@sealed, ContentSecret.StoredBytes(bytesMax), cancellationToken);
        return outcome is PutOutcome.Stored stored
            ? new PutOutcome.Stored(stored.Blob with { Bytes = @sealed.ContentBytes, Sha256 = @sealed.ContentSha256() })
            : new PutOutcome.TooLarge(bytesMax);
    }

    public async ValueTask<Stream?> OpenAsync(string key)
    {
        if (await store.OpenAsync(key) is not { } stored)
            return null;
        try
        {
            return await OpenAsync(key, stored);
        }
        catch
        {
            await stored.DisposeAsync();
            throw;
        }
    }

    public IAsyncEnumerable<string> KeysBefore(DateTimeOffset instant, CancellationToken cancellationToken) =>
        store.KeysBefore(instant, cancellationToken);

    public ValueTask DeleteAsync(string key) => store.DeleteAsync(key);

    private async ValueTask<Stream> OpenAsync(string key, Stream stored)
    {
        var start = new byte[ContentHead.Bytes];
        var read = await stored.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false);
        if (ContentHead.Read(start.AsSpan(0, read)) is not { } head)
        {
            stored.Seek(0, SeekOrigin.Begin);
            return stored;
        }

        var secret = keys.Of(head) ?? throw new BlobDamagedException(
            $"The content {key} is encrypted under a key that is not here. Put that key into "
            + $"{AttachmentOptions.Section}:{nameof(AttachmentOptions.FormerEncryptionKeys)}.");
        return new OpenedStream(stored, secret);
    }
}
