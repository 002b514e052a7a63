using System.Security.Cryptography;
using TaskManagement.Blobs.Streams;

namespace TaskManagement.Blobs.Encryption;

/// <summary>Reads content and gives it encrypted; a piece at most is in memory.</summary>
internal sealed class SealingStream(Stream content, ContentSecret secret) : ForwardStream
{
    // One byte more than a piece tells whether another one follows.
    private readonly byte[] _piece = new byte[ContentSecret.PieceBytes + 1];
    private readonly byte[] _sealed = new byte[ContentSecret.StoredPieceBytes];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ReadOnlyMemory<byte> _ready;
    private int _held;
    private long _number;
    private bool _begun;
    private bool _ended;

    /// <summary>How much of the content was read so far.</summary>
    public long ContentBytes { get; private set; }

    /// <summary>SHA-256 of the content, lower-case hex, once it was read to its end.</summary>
    public string ContentSha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_ready.IsEmpty && !_ended)
            _ready = _begun ? await SealAsync(cancellationToken) : Begin();
        var count = Math.Min(buffer.Length, _ready.Length);
        _ready[..count].CopyTo(buffer);
        _ready = _ready[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }

    private ReadOnlyMemory<byte> Begin()
    {
        _begun = true;
        secret.Head.Write(_sealed);
        return _sealed.AsMemory(0, ContentHead.Bytes);
    }

    private async ValueTask<ReadOnlyMemory<byte>> SealAsync(CancellationToken cancellation)
    {
        var read = await content.ReadAtLeastAsync(
            _piece.AsMemory(_held), _piece.Length - _held, throwOnEndOfStream: false, cancellation);
        _hash.AppendData(_piece, _held, read);
        ContentBytes += read;
        var count = _held + read;
        _ended = count < _piece.Length;
        var length = secret.Seal(_number++, _ended, _piece.AsSpan(0, _ended ? count : count - 1), _sealed);
        _piece[0] = _piece[^1];
        _held = 1;
        return _sealed.AsMemory(0, length);
    }
}
