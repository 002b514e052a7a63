using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TaskManagement.Contracts.Values;

/// <summary>
/// Makes UUIDs from other values, so that a repeated command names the same things again.
/// The results are version 8 UUIDs (RFC 9562 §5.8).
/// </summary>
public static class DerivedId
{
    private const int TimestampBytes = 6;
    private const int NeighbourhoodBytes = 6;

    /// <summary>Hashes the parts, in order and unambiguously, to a UUID.</summary>
    /// <param name="parts">
    /// Any strings; each is preceded by its length, so that ("ab","c") differs from ("a","bc").
    /// </param>
    public static Guid FromParts(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Version8(hash.GetHashAndReset().AsSpan(0, 16));
    }

    /// <summary>
    /// The same, and what is made within the same thing sorts side by side, so that indexes keep it together. Ids of
    /// another neighbourhood are others.
    /// </summary>
    /// <param name="neighbourhood">Its first bytes become those of the result.</param>
    public static Guid FromPartsWithin(Guid neighbourhood, params ReadOnlySpan<string> parts)
    {
        Span<byte> within = stackalloc byte[16];
        Span<byte> id = stackalloc byte[16];
        neighbourhood.TryWriteBytes(within, bigEndian: true, out _);
        FromParts([neighbourhood.ToString(), .. parts]).TryWriteBytes(id, bigEndian: true, out _);
        within[..NeighbourhoodBytes].CopyTo(id);
        return Version8(id);
    }

    /// <summary>
    /// Derives an id from a seed for a purpose. A seed of version 7 gives its timestamp to the result, so that ids
    /// made from it sort by time; any other seed is hashed whole.
    /// </summary>
    public static Guid From(Guid seed, string purpose)
    {
        Span<byte> seedBytes = stackalloc byte[16];
        seed.TryWriteBytes(seedBytes, bigEndian: true, out _);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. seedBytes, .. Encoding.UTF8.GetBytes(purpose)], digest);
        if (seed.Version == 7)
            seedBytes[..TimestampBytes].CopyTo(digest);
        return Version8(digest[..16]);
    }

    private static Guid Version8(Span<byte> bytes)
    {
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
