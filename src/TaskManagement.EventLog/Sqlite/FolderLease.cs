using System.Collections.Immutable;
using System.Globalization;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>
/// Holds a data folder for this process alone. Two processes would each believe in their own heads and caches, so the
/// second one refuses to start. The operating system lets go of it when the process ends, however it ends.
/// </summary>
internal sealed class FolderLease : IDisposable
{
    private const string LockName = "lock";

    // Beside the lock file, since a locked file cannot be read on every system.
    private const string HolderName = "lock.holder";

    /// <summary>Files that it leaves in a folder, which say nothing once nobody holds it.</summary>
    public static readonly ImmutableArray<string> FileNames = [LockName, HolderName];

    private readonly FileStream _lock;

    private FolderLease(FileStream @lock) => _lock = @lock;

    /// <summary>Takes the folder; makes it where there is none.</summary>
    public static FolderLease Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var lease = new FolderLease(Lock(folder));
            File.WriteAllText(Path.Combine(folder, HolderName), Describe());
            return lease;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartException(
                $"The data folder {folder} cannot be written: {error.Message} Give this process write access to it, "
                + "or set Storage:Path to another folder.",
                error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string folder)
    {
        var file = Path.Combine(folder, LockName);
        var exists = File.Exists(file);
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (exists)
        {
            throw new StorageStartException(
                $"{folder} is in use by {Holder(folder)}. Stop it, or set Storage:Path to another folder.", error);
        }
    }

    private static string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}");

    private static string Holder(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, HolderName));
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
