using System.Buffers;
using System.Security.Cryptography;
using Amazon.S3.Model;

namespace TaskManagement.Blobs.S3;

/// <summary>
/// One upload: content of one part in one request, more part by part, so that a part at most is in memory. An upload
/// that does not come to its end is called off.
/// </summary>
internal sealed class S3Upload(S3Bucket bucket, string name) : IAsyncDisposable
{
    /// <summary>A server takes at most 10,000 parts: 156 GiB.</summary>
    private const int PartBytes = 16 << 20;

    private static readonly TimeSpan CallOffPatience = TimeSpan.FromSeconds(10);

    private readonly List<PartETag> _parts = [];

    private string? _uploadId;

    /// <summary>Takes content to its end; <c>null</c> where there is more than allowed: nothing is kept then.</summary>
    public async Task<(long Bytes, string Sha256)?> TakeAsync(
        Stream content, long bytesMax, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PartBytes);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var bytes = 0L;
            while (true)
            {
                // One byte more than allowed is enough to know.
                var wanted = (int)Math.Min(PartBytes - 1, bytesMax - bytes) + 1;
                var read = await content.ReadAtLeastAsync(
                    buffer.AsMemory(0, wanted), wanted, throwOnEndOfStream: false, cancellation);
                if ((bytes += read) > bytesMax)
                    return null;
                hash.AppendData(buffer, 0, read);
                if (await SendAsync(buffer, read, isLast: read < wanted, cancellation))
                    return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Calls an unfinished upload off: a server keeps the parts of one for ever otherwise.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_uploadId is not { } upload)
            return;
        using var patience = new CancellationTokenSource(CallOffPatience);
        try
        {
            await bucket.Client.AbortMultipartUploadAsync(bucket.Name, name, upload, patience.Token);
        }
        catch (Exception error) when (S3Bucket.IsOfServer(error, CancellationToken.None))
        {
            // The next start looks for it again; why the upload itself failed is what the caller is to hear.
        }
    }

    private async Task<bool> SendAsync(byte[] buffer, int count, bool isLast, CancellationToken cancellation)
    {
        if (isLast && _uploadId is null)
        {
            await PutAsync(buffer, count, cancellation);
            return true;
        }

        _uploadId ??= await BeginAsync(cancellation);
        if (count > 0)
            _parts.Add(await PutPartAsync(_uploadId, buffer, count, cancellation));
        if (isLast)
            await EndAsync(_uploadId, cancellation);
        return isLast;
    }

    private async Task PutAsync(byte[] buffer, int count, CancellationToken cancellation)
    {
        var request = new PutObjectRequest
        {
            BucketName = bucket.Name,
            Key = name,
            InputStream = new MemoryStream(buffer, 0, count, writable: false),
            UseChunkEncoding = false,
        };
        await bucket.AskAsync((client, stop) => client.PutObjectAsync(request, stop), cancellation);
    }

    private async Task<string> BeginAsync(CancellationToken cancellation) => (await bucket.AskAsync(
        (client, stop) => client.InitiateMultipartUploadAsync(bucket.Name, name, stop), cancellation)).UploadId;

    private async Task<PartETag> PutPartAsync(string upload, byte[] buffer, int count, CancellationToken cancellation)
    {
        var request = new UploadPartRequest
        {
            BucketName = bucket.Name,
            Key = name,
            UploadId = upload,
            PartNumber = _parts.Count + 1,
            PartSize = count,
            InputStream = new MemoryStream(buffer, 0, count, writable: false),
            UseChunkEncoding = false,
        };
        var part = await bucket.AskAsync((client, stop) => client.UploadPartAsync(request, stop), cancellation);
        return new PartETag(request.PartNumber.Value, part.ETag);
    }

    private async Task EndAsync(string upload, CancellationToken cancellation)
    {
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = bucket.Name, Key = name, UploadId = upload, PartETags = _parts,
        };
        await bucket.AskAsync((client, stop) => client.CompleteMultipartUploadAsync(request, stop), cancellation);
        _uploadId = null;
    }
}
