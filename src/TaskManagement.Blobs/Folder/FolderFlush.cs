using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace TaskManagement.Blobs.Folder;

/// <summary>
/// Makes the names in a folder durable. On Unix a file's own fsync does not: after a power cut a renamed file may be
/// back under its old name. .NET opens no folders, hence the call into the C library. Windows needs no such thing.
/// </summary>
internal static class FolderFlush
{
    private const int ReadOnly = 0;

    /// <summary>Returns once the folder's entries are on the disk.</summary>
    public static void ToDisk(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var handle = OpenFolder(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (handle.IsInvalid)
            throw new IOException($"{folder} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
        RandomAccess.FlushToDisk(handle);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle OpenFolder(byte[] path, int flags);
}
