using Microsoft.Extensions.Options;

namespace TaskManagement.Blobs.Folder;

/// <summary>
/// Where what lies: finished content under the last two digits of its key, which spread evenly, and unfinished uploads
/// in a folder of their own on the same file system, so that a rename moves them.
/// </summary>
internal sealed class FolderLayout
{
    private const int ShardLength = 2;

    private readonly string _root;

    public FolderLayout(IOptions<AttachmentOptions> options)
    {
        _root = Path.GetFullPath(options.Value.Path!);
        Incoming = Path.Combine(_root, "incoming");
    }

    /// <summary>The folder of unfinished uploads.</summary>
    public string Incoming { get; }

    /// <summary>The keys of finished content.</summary>
    public IEnumerable<string> Keys() => !Directory.Exists(_root)
        ? []
        : Directory.EnumerateDirectories(_root)
            .Where(folder => Path.GetFileName(folder).Length == ShardLength)
            .SelectMany(Directory.EnumerateFiles)
            .Select(file => Path.GetFileName(file))
            .Where(key => Finished(key) is not null);

    /// <summary>The file of an upload.</summary>
    public string Unfinished(string key) => Path.Combine(Incoming, key);

    /// <summary>The file of a key; <c>null</c> where it can be none that was made here.</summary>
    public string? Finished(string key) => BlobKeys.IsKey(key)
        ? Path.Combine(_root, key[^ShardLength..], key)
        : null;
}
