using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace TaskManagement.Api.Imports;

/// <summary>
/// Takes a file in. It is first received whole, so that a slow upload holds neither memory nor one of the few places
/// for parsing; what is large waits in a temporary file that is gone with the request.
/// </summary>
internal sealed class ImportUpload(IOptions<ApiOptions> options) : IDisposable
{
    private const int InMemoryBytesMax = 1 << 20;
    private const int ChunkBytes = 64 << 10;

    private readonly SemaphoreSlim _parses = new(options.Value.ImportParsesMax);

    /// <summary>What a reader makes of the body, and the SHA-256 of its bytes.</summary>
    public async Task<(T Read, byte[] Hash)> ReadAsync<T>(
        HttpRequest request, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        request.EnableBuffering(InMemoryBytesMax);
        var hash = await ReceiveAsync(request.Body, cancellation);
        request.Body.Position = 0;
        await _parses.WaitAsync(cancellation);
        try
        {
            return (await read(request.Body, cancellation), hash);
        }
        finally
        {
            _parses.Release();
        }
    }

    public void Dispose() => _parses.Dispose();

    private static async Task<byte[]> ReceiveAsync(Stream body, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            int read;
            while ((read = await body.ReadAsync(chunk, cancellation)) > 0)
                hash.AppendData(chunk, 0, read);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        return hash.GetHashAndReset();
    }
}
