using System.Security.Cryptography;
using System.Text;

namespace TaskManagement.EventLog.Keys;

/// <summary>The installation's secret, in memory from the moment that the storage is open.</summary>
internal sealed class MasterKey(IRandomBytes random) : IMasterKey
{
    private const int PseudonymBytes = 16;

    private byte[]? _key;

    /// <summary>Tells whether two processes have the same key, and nothing about it.</summary>
    public string Check => Pseudonym("master-key", "check");

    /// <summary>Takes the key.</summary>
    public void Use(byte[] key) => _key = key;

    public byte[] Wrap(string purpose, ReadOnlySpan<byte> plain) =>
        SealedBytes.Seal(Derive("wrap", purpose), plain, Encoding.UTF8.GetBytes(purpose), random);

    public byte[] Unwrap(string purpose, ReadOnlySpan<byte> sealedBytes) =>
        SealedBytes.Open(Derive("wrap", purpose), sealedBytes, Encoding.UTF8.GetBytes(purpose));

    public string Pseudonym(string purpose, string text)
    {
        var name = HMACSHA256.HashData(Derive("pseudonym", purpose), Encoding.UTF8.GetBytes(text));
        return Convert.ToHexStringLower(name.AsSpan(0, PseudonymBytes));
    }

    /// <summary>A key for each use and purpose, so that what one of them gives away is of no use to another.</summary>
    private byte[] Derive(string use, string purpose)
    {
        var key = _key ?? throw new InvalidOperationException("The master key is there once the storage is open.");
        return HKDF.DeriveKey(
            HashAlgorithmName.SHA256, key, SealedBytes.KeyBytes, info: Encoding.UTF8.GetBytes($"{use}:{purpose}"));
    }
}
