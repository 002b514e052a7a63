using TaskManagement.EventLog.Keys;

namespace TaskManagement.Admin.Folders;

/// <summary>A file that is whole under its name, or not there.</summary>
internal static class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;

    private const string UnfinishedSuffix = ".partial";

    /// <summary>
    /// Writes content under another name first; it has its own when it is on the disk. It is its owner's alone, as keys
    /// and what is sealed with them ought to be.
    /// </summary>
    public static async Task WriteAsync(string file, Stream content, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(file)!;
        CreateFolder(folder);
        var unfinished = file + UnfinishedSuffix;
        await using (var target = Create(unfinished))
        {
            await content.CopyToAsync(target, cancellationToken);
            target.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file);
        FolderNames.FlushToDisk(folder);
    }

    /// <summary>Makes a folder that its owner alone may enter, where there is none; its name is on the disk.</summary>
    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        var parent = Path.GetDirectoryName(folder)!;
        CreateFolder(parent);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnlyFolder);
        FolderNames.FlushToDisk(parent);
    }

    /// <summary>Deletes a folder with all that is in it, where there is one.</summary>
    public static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>Makes a file anew that its owner alone may read.</summary>
    public static FileStream Create(string file)
    {
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(file, options);
    }
}
