namespace TaskManagement.Blobs.Encryption;

/// <summary>What encrypted content begins with: a mark, the id of the key, a salt of its own.</summary>
/// <param name="KeyId">Which key it is encrypted with.</param>
/// <param name="Salt">Makes the key of this content alone out of that one.</param>
internal sealed record ContentHead(ulong KeyId, byte[] Salt)
{
    /// <summary>Bytes of a salt.</summary>
    public const int SaltBytes = 32;

    /// <summary>Bytes of a head.</summary>
    public const int Bytes = 16 + ContentKeys.IdBytes + SaltBytes;

    /// <summary>Sixteen bytes that no format of files begins with; the last is the version of the layout.</summary>
    private static ReadOnlySpan<byte> Mark =>
        [0x8f, 0x54, 0x61, 0x73, 0x6b, 0x4d, 0x61, 0x6e, 0xe3, 0x91, 0x0a, 0x5c, 0xb7, 0x0d, 0x00, 0x01];

    /// <summary>Reads a head; <c>null</c> where there is none, because the content is not encrypted.</summary>
    public static ContentHead? Read(ReadOnlySpan<byte> start) =>
        start.Length >= Bytes && start.StartsWith(Mark)
            ? new ContentHead(
                BitConverter.ToUInt64(start[Mark.Length..]),
                start.Slice(Mark.Length + ContentKeys.IdBytes, SaltBytes).ToArray())
            : null;

    /// <summary>Writes it.</summary>
    public void Write(Span<byte> target)
    {
        Mark.CopyTo(target);
        BitConverter.TryWriteBytes(target[Mark.Length..], KeyId);
        Salt.CopyTo(target[(Mark.Length + ContentKeys.IdBytes)..]);
    }
}
