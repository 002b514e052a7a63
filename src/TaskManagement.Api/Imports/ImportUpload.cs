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

    /// <summary>What a reader makes of the body.</summary>
    public Task<T> ReadAsync<T>(
        HttpRequest request, Func<ImportFile, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        request.EnableBuffering(InMemoryBytesMax);
        return ReadAsync(request.Body, read, cancellation);
    }

    /// <summary>What a reader makes of a stream that can be read twice.</summary>
    public async Task<T> ReadAsync<T>(
        Stream stream, Func<ImportFile, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        var hash = await ReceiveAsync(stream, cancellation);
        stream.Position = 0;
        await _parses.WaitAsync(cancellation);
        try
        {
            return await read(new ImportFile(stream, hash), cancellation);
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

/// <summary>A file to be imported.</summary>
/// <param name="Hash">SHA-256 of its bytes.</param>
internal sealed record ImportFile(Stream Content, byte[] Hash);
