namespace TaskManagement.Blobs;

/// <summary>
/// Content that is too large for a grain: attachments, and uploads on their way into an import. The front end streams
/// it in and out; grains only record its key. Each method may end in <see cref="BlobStoreUnavailableException"/>,
/// reading in <see cref="BlobDamagedException"/>.
/// </summary>
public interface IBlobStore
{
    /// <summary>Takes content in as it streams; with <see cref="PutOutcome.Stored"/> it is durable.</summary>
    /// <param name="content">Read to its end, or to its limit.</param>
    /// <param name="bytesMax">More is not kept.</param>
    /// <param name="cancellationToken">Nothing is left behind where it stops the upload.</param>
    Task<PutOutcome> PutAsync(Stream content, long bytesMax, CancellationToken cancellationToken);

    /// <summary>
    /// Opens content for asynchronous reading and for seeking; <c>null</c> where there is none under this key, or it
    /// is no key.
    /// </summary>
    ValueTask<Stream?> OpenAsync(string key);

    /// <summary>The keys of all content that was stored before an instant, in no order.</summary>
    IAsyncEnumerable<string> KeysBefore(DateTimeOffset instant, CancellationToken cancellationToken);

    /// <summary>Deletes content; what is not there is no error. Whoever is amid reading it reads on.</summary>
    ValueTask DeleteAsync(string key);
}

/// <summary>What became of an upload.</summary>
public abstract record PutOutcome
{
    private PutOutcome()
    {
    }

    /// <summary>It is there to stay.</summary>
    public sealed record Stored(BlobInfo Blob) : PutOutcome;

    /// <summary>It was larger than allowed; nothing was kept.</summary>
    public sealed record TooLarge(long BytesMax) : PutOutcome;
}

/// <summary>Content that was stored.</summary>
/// <param name="Key">What to ask for it by; made by the store, safe in a path and in a URL.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hex.</param>
public sealed record BlobInfo(string Key, long Bytes, string Sha256);
