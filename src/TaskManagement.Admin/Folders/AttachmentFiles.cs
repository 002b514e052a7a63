using System.Text.RegularExpressions;
using TaskManagement.EventLog.Sqlite;

namespace TaskManagement.Admin.Folders;

/// <summary>
/// The folder with the content of attachments: a file for each, under its key, in a folder named by the last two digits
/// of the key.
/// </summary>
internal sealed partial class AttachmentFiles(string folder)
{
    // Uploads that have not ended, which no event names; what a file system keeps for itself.
    private static readonly HashSet<string> Beside = ["incoming", "lost+found", UnfinishedRestore.FolderName];

    /// <summary>Where they lie.</summary>
    public string Folder => folder;

    /// <summary>Those of a data folder.</summary>
    /// <param name="given">Where they lie instead, if anything was said of it.</param>
    public static AttachmentFiles Of(string dataFolder, string? given = null) =>
        new(given is null ? Path.Combine(dataFolder, "files") : Path.GetFullPath(given));

    /// <summary>Whether an attachment may have this name, which becomes a path.</summary>
    public static bool IsName(string name) => Name().IsMatch(name);

    /// <summary>The names of all attachments, with forward slashes.</summary>
    public IEnumerable<string> Names() => Entries().Where(IsName);

    /// <summary>What lies among them and is none.</summary>
    public IEnumerable<string> Strays() => Entries().Where(name => !IsName(name) && !Beside.Contains(name));

    /// <summary>The file of an attachment.</summary>
    public string PathOf(string name) => Path.Combine(folder, name);

    private IEnumerable<string> Entries() => !Directory.Exists(folder)
        ? []
        : Directory.EnumerateFileSystemEntries(folder)
            .SelectMany(entry => IsShard(entry) ? Directory.EnumerateFileSystemEntries(entry) : [entry])
            .Select(entry => Path.GetRelativePath(folder, entry).Replace('\\', '/'));

    private static bool IsShard(string entry) => Shard().IsMatch(Path.GetFileName(entry)) && Directory.Exists(entry);

    [GeneratedRegex(@"\A[0-9a-f]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shard();

    [GeneratedRegex(@"\A([0-9a-f]{2})/[0-9a-f]{30}\1\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
