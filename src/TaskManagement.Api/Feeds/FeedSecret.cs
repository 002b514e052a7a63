using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace TaskManagement.Api.Feeds;

/// <summary>
/// What opens a feed: 256 bits of chance in its address. They are shown once, and what is kept is their hash; nothing
/// that could be guessed is hashed, so a plain one is enough.
/// </summary>
internal static class FeedSecret
{
    private const int Bytes = 32;

    /// <summary>The length of a secret as it stands in an address.</summary>
    private static readonly int Length = Base64Url.GetEncodedLength(Bytes);

    /// <summary>A new one.</summary>
    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>SHA-256 of a secret, lower-case hex; <c>false</c> for what cannot be one.</summary>
    public static bool TryHash(string? secret, [NotNullWhen(true)] out string? hash)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        hash = secret?.Length == Length && Base64Url.TryDecodeFromChars(secret, bytes, out var read) && read == Bytes
            ? Convert.ToHexStringLower(SHA256.HashData(bytes))
            : null;
        return hash is not null;
    }
}
