using System.Security.Cryptography;

namespace TaskManagement.Blobs.Streams;

/// <summary>
/// Content whose SHA-256 is known: whoever reads it from its beginning to its end gets its last bytes only where it is
/// right. A range says nothing of the whole, and is given as it is.
/// </summary>
internal sealed class CheckedStream(Stream content, string sha256) : SeekableStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _hashed;

    public override long Length => content.Length;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await content.ReadAsync(buffer, cancellationToken);
        if (Position == _hashed && read > 0)
            Check(buffer.Span[..read]);
        Advance(read);
        return read;
    }

    protected override void Moved() => content.Position = Position;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Check(ReadOnlySpan<byte> read)
    {
        _hash.AppendData(read);
        _hashed += read.Length;
        if (_hashed == Length && Convert.ToHexStringLower(_hash.GetHashAndReset()) != sha256)
            throw new BlobDamagedException($"Content whose SHA-256 was {sha256} has another one now.");
    }
}
