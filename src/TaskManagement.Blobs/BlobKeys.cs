namespace TaskManagement.Blobs;

/// <summary>The keys of content.</summary>
internal static class BlobKeys
{
    private const int Length = 32;

    /// <summary>A new key. Keys sort by time; their end is random.</summary>
    public static string New(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("N");

    /// <summary>
    /// Whether a key can be one that was made here. A key comes from outside: nothing that could lead to another place
    /// gets any further than this.
    /// </summary>
    public static bool IsKey(string key) => key.Length == Length && key.All(char.IsAsciiHexDigitLower);
}
