using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace TaskManagement.Blobs.Encryption;

/// <summary>The keys that content is encrypted with: one to write with, and all that can be read.</summary>
internal sealed class ContentKeys
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyBytes = 32;

    /// <summary>Bytes by which a key is known in the head of what it has encrypted.</summary>
    public const int IdBytes = 8;

    private readonly Dictionary<ulong, byte[]> _all = [];
    private readonly byte[]? _current;

    public ContentKeys(IOptions<AttachmentOptions> options)
    {
        foreach (var former in options.Value.FormerEncryptionKeys)
            Add(Parse(former));
        if (options.Value.EncryptionKey is { } current)
            Add(_current = Parse(current));
    }

    /// <summary>What is written is encrypted with it; <c>null</c> where it is written as it is.</summary>
    public ContentSecret? ForNewContent() =>
        _current is null ? null : Derive(_current, RandomNumberGenerator.GetBytes(ContentHead.SaltBytes));

    /// <summary>Opens what has this head; <c>null</c> where its key is not among these.</summary>
    public ContentSecret? Of(ContentHead head) =>
        _all.TryGetValue(head.KeyId, out var key) ? Derive(key, head.Salt) : null;

    /// <summary>Whether a setting is a key.</summary>
    public static bool IsKey(string text)
    {
        var bytes = new byte[KeyBytes];
        return Convert.TryFromBase64String(text, bytes, out var written) && written == KeyBytes;
    }

    private static byte[] Parse(string text) => Convert.FromBase64String(text);

    private static ulong IdOf(byte[] key)
    {
        var id = HKDF.Expand(HashAlgorithmName.SHA256, key, IdBytes, "taskmanagement attachment key id"u8.ToArray());
        return BitConverter.ToUInt64(id);
    }

    private static ContentSecret Derive(byte[] key, byte[] salt) => new(
        new ContentHead(IdOf(key), salt),
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyBytes, salt, "taskmanagement attachment"u8.ToArray()));

    private void Add(byte[] key) => _all[IdOf(key)] = key;
}
