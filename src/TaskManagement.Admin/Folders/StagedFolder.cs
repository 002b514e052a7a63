using TaskManagement.EventLog.Keys;
using TaskManagement.EventLog.Sqlite;

namespace TaskManagement.Admin.Folders;

/// <summary>
/// Fills an empty folder so that whenever it ends, the folder is whole, empty, or plainly neither: everything is made
/// in one folder in it, which stands until the last of it has been moved out. The folder itself, where a volume may be
/// mounted, keeps its name.
/// </summary>
internal sealed class StagedFolder : IDisposable
{
    private readonly string _folder;
    private readonly bool _isNew;
    private bool _hasBegun;
    private bool _isPublishing;

    /// <summary>Takes a folder that is empty, not there yet, or was begun and not finished.</summary>
    /// <param name="besides">What else may be in it.</param>
    public StagedFolder(string folder, params IReadOnlyCollection<string> besides)
    {
        _folder = folder;
        _isNew = !Directory.Exists(folder);
        DurableFile.CreateFolder(folder);
        RequireEmpty(besides);
    }

    /// <summary>Where to make what the folder is to hold.</summary>
    public string Path => System.IO.Path.Combine(_folder, UnfinishedRestore.FolderName);

    /// <summary>Begins, once nobody else is at it.</summary>
    public void Begin()
    {
        _hasBegun = true;
        DurableFile.DeleteFolder(Path);
        DurableFile.CreateFolder(Path);
    }

    /// <summary>Moves everything to where it belongs.</summary>
    public void Publish()
    {
        _isPublishing = true;
        foreach (var entry in Directory.GetFileSystemEntries(Path))
            Directory.Move(entry, System.IO.Path.Combine(_folder, System.IO.Path.GetFileName(entry)));
        FolderNames.FlushToDisk(_folder);
    }

    /// <summary>Takes the mark away that it is not whole.</summary>
    public void Finish()
    {
        DurableFile.DeleteFolder(Path);
        FolderNames.FlushToDisk(_folder);
    }

    /// <summary>Leaves nothing behind, as long as nothing was moved to where it belongs.</summary>
    public void Dispose()
    {
        if (_hasBegun && !_isPublishing)
            DurableFile.DeleteFolder(_isNew ? _folder : Path);
    }

    private void RequireEmpty(IReadOnlyCollection<string> besides)
    {
        // A file system keeps the first for itself.
        HashSet<string> allowed = ["lost+found", UnfinishedRestore.FolderName, .. FolderLease.FileNames, .. besides];
        if (Directory.GetFileSystemEntries(_folder).All(entry => allowed.Contains(System.IO.Path.GetFileName(entry))))
            return;
        throw new AdminException(Directory.Exists(Path)
            ? $"{_folder} holds a restore that was interrupted while it put everything in its place. Empty the folder "
                + "and restore again."
            : $"{_folder} is not empty. Name a folder that is empty or not there yet.");
    }
}
