using System.Buffers.Binary;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Queries.Search;

/// <summary>
/// Each word is indexed together with a short key of its list. So a search reads the words of the caller's own lists
/// and never those of others, also where it looks for beginnings of words. Two lists may have the same key: what is
/// found is held against the caller's memberships in any case.
/// </summary>
internal static class SearchScope
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>The key of a list: a letter, then letters or digits.</summary>
    public static string KeyOf(ListId list)
    {
        Span<byte> bytes = stackalloc byte[16];
        list.Value.TryWriteBytes(bytes, bigEndian: true, out _);

        // The last bytes are chance in UUIDs of version 7 and 8 alike.
        var chance = BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]);
        Span<char> key = stackalloc char[4];
        key[0] = Letters[(int)(chance % 26)];
        chance /= 26;
        for (var i = 1; i < key.Length; i++, chance /= 36)
            key[i] = Digits[(int)(chance % 36)];
        return new string(key);
    }
}
