using System.Buffers;
using TaskManagement.Blobs.Streams;

namespace TaskManagement.Blobs.Encryption;

/// <summary>Reads encrypted content as it was, from wherever its reader stands; a piece at most is in memory.</summary>
internal sealed class OpenedStream(Stream stored, ContentSecret secret) : SeekableStream
{
    private readonly long _storedBytes = stored.Length;
    private readonly byte[] _sealed = ArrayPool<byte>.Shared.Rent(ContentSecret.StoredPieceBytes);
    private readonly byte[] _piece = new byte[ContentSecret.PieceBytes];
    private long _number = -1;
    private int _pieceBytes;

    public override long Length { get; } = ContentSecret.Bytes(stored.Length)
        ?? throw new BlobDamagedException($"No encrypted content has {stored.Length} bytes; a part of it is missing.");

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || (Position >= Length && Length > 0))
            return 0;
        var (number, offset) = Math.DivRem(Position, ContentSecret.PieceBytes);
        if (number != _number)
            await OpenAsync(number, cancellationToken);
        var count = Math.Min(buffer.Length, _pieceBytes - (int)offset);
        _piece.AsMemory((int)offset, count).CopyTo(buffer);
        Advance(count);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stored.Dispose();
            secret.Dispose();
            ArrayPool<byte>.Shared.Return(_sealed);
        }

        base.Dispose(disposing);
    }

    private async ValueTask OpenAsync(long number, CancellationToken cancellation)
    {
        var from = ContentHead.Bytes + (number * ContentSecret.StoredPieceBytes);
        var length = (int)Math.Min(ContentSecret.StoredPieceBytes, _storedBytes - from);
        stored.Seek(from, SeekOrigin.Begin);
        _number = -1;
        await stored.ReadExactlyAsync(_sealed.AsMemory(0, length), cancellation);
        var isLast = from + length == _storedBytes;
        _pieceBytes = secret.Open(number, isLast, _sealed.AsSpan(0, length), _piece);
        _number = number;
    }
}
