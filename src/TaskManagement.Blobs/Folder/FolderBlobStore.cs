using System.Buffers;
using System.Security.Cryptography;

namespace TaskManagement.Blobs.Folder;

/// <summary>
/// Keeps content in a folder. A file appears under its key by a rename, after its bytes are on the disk: so whatever a
/// key leads to is whole, whenever the power goes.
/// </summary>
internal sealed class FolderBlobStore(FolderLayout layout, TimeProvider clock) : IBlobStore
{
    private const int BufferBytes = 80 * 1024;

    public async Task<PutOutcome> PutAsync(Stream content, long bytesMax, CancellationToken cancellationToken)
    {
        var key = BlobKeys.New(clock.GetUtcNow());
        var unfinished = layout.Unfinished(key);
        try
        {
            if (await WriteAsync(content, unfinished, bytesMax, cancellationToken) is not { } written)
                return new PutOutcome.TooLarge(bytesMax);
            Publish(unfinished, layout.Finished(key)!);
            return new PutOutcome.Stored(new BlobInfo(key, written.Bytes, written.Sha256));
        }
        finally
        {
            // Gone already after a rename; left over where the upload was too large, broke off or found the disk full.
            File.Delete(unfinished);
        }
    }

    public ValueTask<Stream?> OpenAsync(string key) =>
        ValueTask.FromResult<Stream?>(layout.Finished(key) is { } file ? Open(file) : null);

    public IAsyncEnumerable<string> KeysBefore(DateTimeOffset instant, CancellationToken cancellationToken) => layout
        .Keys()
        .Where(key => File.GetLastWriteTimeUtc(layout.Finished(key)!) < instant.UtcDateTime)
        .ToAsyncEnumerable();

    public ValueTask DeleteAsync(string key)
    {
        if (layout.Finished(key) is { } file && File.Exists(file))
            File.Delete(file);
        return ValueTask.CompletedTask;
    }

    private static FileStream? Open(string file)
    {
        try
        {
            return new FileStream(file, new FileStreamOptions
            {
                Access = FileAccess.Read,
                Share = FileShare.Read | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                BufferSize = 0,
            });
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static async Task<(long Bytes, string Sha256)?> WriteAsync(
        Stream content, string file, long bytesMax, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var target = Create(file);
            var bytes = 0L;
            for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if ((bytes += read) > bytesMax)
                    return null;
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            target.Flush(flushToDisk: true);
            return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static FileStream Create(string file) => new(file, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        Options = FileOptions.Asynchronous,
        BufferSize = 0,
    });

    private static void Publish(string unfinished, string finished)
    {
        var folder = Path.GetDirectoryName(finished)!;
        var isNew = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        File.Move(unfinished, finished);
        FolderFlush.ToDisk(folder);
        if (isNew)
            FolderFlush.ToDisk(Path.GetDirectoryName(folder)!);
    }
}
