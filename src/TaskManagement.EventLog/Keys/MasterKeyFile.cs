using System.Diagnostics.CodeAnalysis;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.EventLog.Keys;

/// <summary>The file that holds the master key where no option gives it: base64, readable by its owner alone.</summary>
internal static class MasterKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;

    /// <summary>The file of a data folder.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, "keys", "master.key");

    /// <summary>Reads the key; <c>null</c> where there is no file.</summary>
    public static byte[]? Read(string file)
    {
        if (!File.Exists(file))
            return null;
        return TryParse(File.ReadAllText(file), out var key)
            ? key
            : throw new StorageStartException(
                $"{file} does not hold 32 bytes in base64. Put the key of your backup there, or give it in "
                + "Storage:MasterKey.");
    }

    /// <summary>Reads the key that a text is: 32 bytes in base64, with space around it or not.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out byte[]? key)
    {
        // One byte more, so that a longer text is told from one that fits.
        Span<byte> bytes = stackalloc byte[SealedBytes.KeyBytes + 1];
        var parsed = Convert.TryFromBase64String(text.Trim(), bytes, out var written)
            && written == SealedBytes.KeyBytes;
        key = parsed ? bytes[..written].ToArray() : null;
        return parsed;
    }

    /// <summary>
    /// Makes a key and its file. The file gets its name only when its content is on the disk: half a key would make
    /// everything unreadable that was sealed with the whole one. The names are on the disk before anything is sealed.
    /// </summary>
    public static byte[] Create(string file, IRandomBytes random)
    {
        var key = new byte[SealedBytes.KeyBytes];
        random.Fill(key);
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        CreateFolder(folder);
        var unfinished = file + ".new";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(key) + "\n"));
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file, overwrite: false);
        FolderNames.FlushToDisk(folder);
        FolderNames.FlushToDisk(Path.GetDirectoryName(folder)!);
        return key;
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnlyFolder);
    }
}
