using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace TaskManagement.EventLog.Keys;

/// <summary>
/// The names in a folder. On Unix flushing a file does not keep its name through a power cut; that takes a flush of the
/// folder, which .NET does not open. Windows needs no such thing.
/// </summary>
internal static class FolderNames
{
    private const int ReadOnly = 0;

    /// <summary>Returns once the names are on the disk.</summary>
    public static void FlushToDisk(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var handle = Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (handle.IsInvalid)
            throw new IOException($"{folder} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
        RandomAccess.FlushToDisk(handle);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle Open(byte[] path, int flags);
}
