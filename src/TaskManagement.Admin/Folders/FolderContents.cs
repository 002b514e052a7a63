using System.Globalization;
using TaskManagement.EventLog.Keys;

namespace TaskManagement.Admin.Folders;

/// <summary>What lies in a data folder beside the database: the master key, and the files of attachments.</summary>
internal static class FolderContents
{
    private const string FilesFolder = "files";

    // Uploads that have not ended; no event names them.
    private const string Unfinished = "incoming";

    /// <summary>The files of a data folder, by their paths relative to it, with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder)
    {
        var files = Path.Combine(folder, FilesFolder);
        if (!Directory.Exists(files))
            return [];
        return Directory.EnumerateFiles(files, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) != Unfinished)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'));
    }

    /// <summary>Copies key and files to another folder; what is there already stays.</summary>
    public static async Task CopyAsync(
        string from, string to, TextWriter output, CancellationToken cancellationToken)
    {
        var copied = 0;
        foreach (var file in KeyIn(from).Concat(Files(from)))
        {
            var target = Path.Combine(to, file);
            if (File.Exists(target))
                continue;
            await using var content = new FileStream(Path.Combine(from, file), FileMode.Open, FileAccess.Read);
            await DurableFile.WriteAsync(target, content, cancellationToken);
            copied++;
        }

        await output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{copied} files copied, the master key among them"));
    }

    private static IEnumerable<string> KeyIn(string folder)
    {
        var file = MasterKeyFile.PathIn(folder);
        return File.Exists(file) ? [Path.GetRelativePath(folder, file)] : [];
    }
}
