using System.Runtime.CompilerServices;
using Amazon.S3.Model;

namespace TaskManagement.Blobs.S3;

/// <summary>
/// Keeps content in a bucket, an object for each key. An object appears whole or not at all; uploads that a crash left
/// unfinished are ended at the next start.
/// </summary>
internal sealed class S3BlobStore(S3Bucket bucket, TimeProvider clock) : IBlobStore
{
    public async Task<PutOutcome> PutAsync(Stream content, long bytesMax, CancellationToken cancellationToken)
    {
        var key = BlobKeys.New(clock.GetUtcNow());
        await using var upload = new S3Upload(bucket, bucket.ObjectOf(key));
        return await upload.TakeAsync(content, bytesMax, cancellationToken) is { } taken
            ? new PutOutcome.Stored(new BlobInfo(key, taken.Bytes, taken.Sha256))
            : new PutOutcome.TooLarge(bytesMax);
    }

    public async ValueTask<Stream?> OpenAsync(string key)
    {
        if (!BlobKeys.IsKey(key))
            return null;
        var found = await bucket.FindAsync(
            (client, stop) => client.GetObjectMetadataAsync(bucket.Name, bucket.ObjectOf(key), stop),
            CancellationToken.None);
        return found is null ? null : new S3Content(bucket, bucket.ObjectOf(key), found.ContentLength);
    }

    public async IAsyncEnumerable<string> KeysBefore(
        DateTimeOffset instant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = bucket.Name, Prefix = bucket.Prefix };
        do
        {
            var page = await bucket.AskAsync(
                (client, stop) => client.ListObjectsV2Async(request, stop), cancellationToken);
            foreach (var found in page.S3Objects ?? [])
            {
                var key = found.Key[bucket.Prefix.Length..];
                if (BlobKeys.IsKey(key) && found.LastModified?.ToUniversalTime() < instant.UtcDateTime)
                    yield return key;
            }

            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
    }

    public async ValueTask DeleteAsync(string key)
    {
        if (BlobKeys.IsKey(key))
        {
            await bucket.FindAsync(
                (client, stop) => client.DeleteObjectAsync(bucket.Name, bucket.ObjectOf(key), stop),
                CancellationToken.None);
        }
    }
}
