using System.ComponentModel;
using System.Diagnostics;

namespace TaskManagement.Conventions.Tests.Sources;

/// <summary>What is committed, or about to be, as git tells it.</summary>
internal static class GitIndex
{
    private static readonly Lazy<HashSet<string>?> Tracked = new(List);

    /// <summary>Whether git tracks the file; of an exported tree without git, whether the file is there.</summary>
    public static bool Contains(string path) => Tracked.Value?.Contains(path) ?? Repository.Has(path);

    private static HashSet<string>? List()
    {
        if (!Path.Exists(Repository.Absolute(".git")))
            return null;
        var start = new ProcessStartInfo("git", ["ls-files", "-z"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        };
        try
        {
            using var git = Process.Start(start)!;
            var paths = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? [.. paths.Split('\0', StringSplitOptions.RemoveEmptyEntries)] : null;
        }
        catch (Win32Exception)
        {
            // A build container may have the clone and no git.
            return null;
        }
    }
}
