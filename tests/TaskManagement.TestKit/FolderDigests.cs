using System.Security.Cryptography;

namespace TaskManagement.TestKit;

/// <summary>What a data folder holds, to compare before and after.</summary>
public static class FolderDigests
{
    /// <summary>Every file with its digest; but for the lock, which says who has tried last.</summary>
    public static string[] Of(string folder) =>
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetFileName(file).StartsWith("lock", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => $"{file} {Digest(file)}"),
    ];

    private static string Digest(string file)
    {
        // Another process may have it open to write.
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Convert.ToHexString(SHA256.HashData(stream));
    }
}
