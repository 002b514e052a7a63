using TaskManagement.Blobs.Streams;

namespace TaskManagement.Blobs;

/// <summary>Reads content of which it is known what it was when it was stored.</summary>
public static class KnownContent
{
    /// <summary>
    /// Opens content; <c>null</c> where there is none. Who reads it from its beginning to its end gets the last bytes
    /// only where the digest is right; a range is given as it is.
    /// </summary>
    /// <param name="store">Where it is.</param>
    /// <param name="blob">What it was.</param>
    /// <exception cref="BlobDamagedException">It is not that any more; also when reading it.</exception>
    public static async ValueTask<Stream?> OpenAsync(this IBlobStore store, BlobInfo blob)
    {
        if (await store.OpenAsync(blob.Key) is not { } content)
            return null;
        if (content.Length == blob.Bytes)
            return new CheckedStream(content, blob.Sha256);
        var bytes = content.Length;
        await content.DisposeAsync();
        throw new BlobDamagedException($"The content {blob.Key} had {blob.Bytes} bytes, and has {bytes} now. If it was "
            + $"encrypted, put the key into {AttachmentOptions.Section}:{nameof(AttachmentOptions.EncryptionKey)}.");
    }
}
