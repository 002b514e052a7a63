using System.Diagnostics;

namespace TaskManagement.TestKit.PostgreSql;

/// <summary>Finds the binaries of PostgreSQL.</summary>
internal static class PostgresBinaries
{
    private const string Installed = "/usr/lib/postgresql";

    private static readonly Lazy<string?> Found = new(() => Candidates().FirstOrDefault(IsComplete));

    /// <summary>The folder with <c>postgres</c> and <c>initdb</c>; <c>null</c> where there is none.</summary>
    public static string? Folder => Found.Value;

    private static IEnumerable<string> Candidates()
    {
        if (AskPgConfig() is { } told)
            yield return told;
        if (!Directory.Exists(Installed))
            yield break;
        foreach (var version in Directory.GetDirectories(Installed).OrderDescending(StringComparer.Ordinal))
            yield return Path.Combine(version, "bin");
    }

    private static bool IsComplete(string folder) =>
        File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb"));

    private static string? AskPgConfig()
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("pg_config", "--bindir") { RedirectStandardOutput = true })!;
            var answer = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? answer : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program.
            return null;
        }
    }
}
