using System.Security.Cryptography;

namespace TaskManagement.EventLog.Keys;

/// <summary>AES-256-GCM with a random nonce, laid out as nonce (12), tag (16), ciphertext.</summary>
internal static class SealedBytes
{
    /// <summary>The length of a key.</summary>
    public const int KeyBytes = 32;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Seals, bound to what it belongs to.</summary>
    public static byte[] Seal(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> belongsTo, IRandomBytes random)
    {
        var bytes = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = bytes.AsSpan(0, NonceBytes);
        random.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(
            nonce, plain, bytes.AsSpan(NonceBytes + TagBytes), bytes.AsSpan(NonceBytes, TagBytes), belongsTo);
        return bytes;
    }

    /// <summary>
    /// Opens. It throws <see cref="CryptographicException"/> where the key is another one, or the bytes were changed.
    /// </summary>
    public static byte[] Open(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> belongsTo)
    {
        if (sealedBytes.Length < NonceBytes + TagBytes)
            throw new CryptographicException("Too short to have been sealed.");
        var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(
            sealedBytes[..NonceBytes],
            sealedBytes[(NonceBytes + TagBytes)..],
            sealedBytes.Slice(NonceBytes, TagBytes),
            plain,
            belongsTo);
        return plain;
    }
}
