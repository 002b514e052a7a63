using System.Diagnostics;

namespace TaskManagement.EndToEnd.Hosting;

/// <summary>
/// A user whom file permissions bind. Root may write everywhere, so its tests start such a process as nobody.
/// </summary>
internal static class UnprivilegedUser
{
    private const string SetPrivileges = "/usr/bin/setpriv";
    private const string Nobody = "65534";

    /// <summary>Why there is no such user here; <c>null</c> where there is.</summary>
    public static string? WhyMissing { get; } = OperatingSystem.IsWindows() ? "Windows has no modes of files."
        : Environment.IsPrivilegedProcess && !File.Exists(SetPrivileges)
            ? $"Root may write everywhere, and there is no {SetPrivileges} to be another user with."
            : null;

    /// <summary>What stands before a command that this user runs.</summary>
    public static string[] Launcher { get; } = Environment.IsPrivilegedProcess
        ? [SetPrivileges, $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--"]
        : [];

    /// <summary>Makes a folder with all that is in it this user's own.</summary>
    public static async Task OwnAsync(string folder)
    {
        if (!Environment.IsPrivilegedProcess)
            return;
        using var chown = Process.Start("chown", ["-R", $"{Nobody}:{Nobody}", folder]);
        await chown.WaitForExitAsync();
        Assert.Equal(0, chown.ExitCode);
    }
}

/// <summary>A fact of such a user; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute() => Skip = UnprivilegedUser.WhyMissing;
}
