using System.CommandLine;
using System.Globalization;
using TaskManagement.EventLog.Keys;

namespace TaskManagement.Admin.Backups;

/// <summary><c>taskman-admin restore</c>.</summary>
internal static class RestoreCommand
{
    private static readonly Option<string> From = new("--from")
    {
        Description = "A file that 'taskman-admin backup' wrote.",
        Required = true,
    };

    private static readonly Option<string> Data = new("--path")
    {
        Description = "The data folder to make, empty or not there yet.",
        Required = true,
    };

    private static readonly Option<string?> Files = new("--files")
    {
        Description = "Where attachments go, empty or not there yet, if Attachments:Path is to name another folder "
            + "than 'files' in the data folder.",
    };

    /// <summary>The command.</summary>
    public static Command Create() => new Command("restore", "Makes a data folder of a backup, all of it or nothing.")
    {
        From, Data, Files,
    }.Does(RunAsync);

    private static async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var folder = FullPath(parsed.GetRequiredValue(Data));
        var files = parsed.GetValue(Files) is { } given ? FullPath(given) : null;
        if (files == folder)
            throw new AdminException("--files and --path are the same folder. Leave out --files, or name another one.");
        var manifest = await new Restore(FullPath(parsed.GetRequiredValue(From)))
            .ToAsync(folder, files, cancellationToken);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{folder} holds {manifest.Partitions.Sum(partition => partition.Head)} events as of "
            + $"{manifest.TakenAt:yyyy-MM-ddTHH:mm:ssZ}, and {files ?? Path.Combine(folder, "files")} "
            + $"{manifest.Attachments} attachments."));
        if (!manifest.HasMasterKey)
        {
            await output.WriteLineAsync($"The master key is not in the backup: put it at "
                + $"{MasterKeyFile.PathIn(folder)} before you start the server, or give it in Storage:MasterKey.");
        }
    }

    private static string FullPath(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
