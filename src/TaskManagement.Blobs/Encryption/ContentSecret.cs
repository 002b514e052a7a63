using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TaskManagement.Blobs.Encryption;

/// <summary>
/// Encrypts one content, piece by piece, each with AES-256-GCM under the content's own key. The nonce is the number of
/// the piece and whether it is the last, so that none can be changed, moved, repeated or cut off unseen (the STREAM
/// construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
/// </summary>
internal sealed class ContentSecret(ContentHead head, byte[] key) : IDisposable
{
    /// <summary>Bytes of a piece as they are; the last one may have fewer.</summary>
    public const int PieceBytes = 64 * 1024;

    /// <summary>Bytes of a piece as they are stored.</summary>
    public const int StoredPieceBytes = PieceBytes + TagBytes;

    private const int TagBytes = 16;
    private const int NonceBytes = 12;

    private readonly AesGcm _aes = new(key, TagBytes);

    /// <summary>What it begins with.</summary>
    public ContentHead Head => head;

    /// <summary>How many bytes content has when it is stored.</summary>
    public static long StoredBytes(long bytes) =>
        bytes > long.MaxValue / 2
            ? long.MaxValue
            : ContentHead.Bytes + bytes + (TagBytes * Math.Max(1, Pieces(bytes, PieceBytes)));

    /// <summary>How many bytes stored content has as it is; <c>null</c> where nothing is stored in so many.</summary>
    public static long? Bytes(long stored)
    {
        var rest = stored - ContentHead.Bytes;
        var bytes = rest - (TagBytes * Pieces(rest, StoredPieceBytes));
        return StoredBytes(bytes) == stored ? bytes : null;
    }

    /// <summary>Encrypts a piece.</summary>
    /// <returns>How many bytes of <paramref name="target"/> it takes.</returns>
    public int Seal(long number, bool isLast, ReadOnlySpan<byte> piece, Span<byte> target)
    {
        _aes.Encrypt(
            Nonce(number, isLast, stackalloc byte[NonceBytes]),
            piece,
            target[..piece.Length],
            target.Slice(piece.Length, TagBytes));
        return piece.Length + TagBytes;
    }

    /// <summary>Decrypts a piece.</summary>
    /// <returns>How many bytes of <paramref name="target"/> it takes.</returns>
    /// <exception cref="BlobDamagedException">It is not what was written.</exception>
    public int Open(long number, bool isLast, ReadOnlySpan<byte> stored, Span<byte> target)
    {
        var length = stored.Length - TagBytes;
        try
        {
            if (length < 0)
                throw new AuthenticationTagMismatchException();
            _aes.Decrypt(
                Nonce(number, isLast, stackalloc byte[NonceBytes]),
                stored[..length],
                stored[length..],
                target[..length]);
            return length;
        }
        catch (AuthenticationTagMismatchException error)
        {
            throw new BlobDamagedException($"Piece {number} of encrypted content is not what was written.", error);
        }
    }

    public void Dispose() => _aes.Dispose();

    private static long Pieces(long bytes, int piece) => (bytes + piece - 1) / piece;

    private static Span<byte> Nonce(long number, bool isLast, Span<byte> nonce)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[3..], number);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }
}
