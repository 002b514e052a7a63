using System.CommandLine;
using System.Globalization;
using TaskManagement.Admin.Folders;

namespace TaskManagement.Admin.Backups;

/// <summary><c>taskman-admin backup</c>.</summary>
internal static class BackupCommand
{
    private static readonly Option<string> Data = new("--path")
    {
        Description = "The data folder of a server that keeps its data in SQLite; it may be serving.",
        Required = true,
    };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "The file to write, or a folder in which it gets a name with the time.",
        Required = true,
    };

    private static readonly Option<string?> Files = new("--files")
    {
        Description = "The folder of attachments, where Attachments:Path names another than 'files' in the data "
            + "folder.",
    };

    private static readonly Option<bool> WithMasterKey = new("--with-master-key")
    {
        Description = "Includes the master key: whoever has such a backup can read everything in it.",
    };

    /// <summary>The command.</summary>
    public static Command Create() => new Command("backup", "Writes a data folder into one file, and checks it.")
    {
        Data, Out, Files, WithMasterKey,
    }.Does(RunAsync);

    private static async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var time = TimeProvider.System;
        var folder = Path.GetFullPath(parsed.GetRequiredValue(Data));
        var file = FileOf(Path.GetFullPath(parsed.GetRequiredValue(Out)), time);
        var withMasterKey = parsed.GetValue(WithMasterKey);
        var attachments = AttachmentFiles.Of(folder, parsed.GetValue(Files));
        if (parsed.GetValue(Files) is not null && !Directory.Exists(attachments.Folder))
            throw new AdminException($"There is no folder {attachments.Folder}. Name the one of Attachments:Path.");
        var backup = new Backup(folder, attachments, withMasterKey, time, output);
        var manifest = await backup.WriteAsync(file, cancellationToken);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{file} holds {manifest.Partitions.Sum(partition => partition.Head)} events and "
            + $"{manifest.Attachments} attachments as of {manifest.TakenAt:yyyy-MM-ddTHH:mm:ssZ}."));
        if (!withMasterKey)
        {
            await output.WriteLineAsync(
                "The master key is not in it. Keep a copy of the key apart; without it the backup is of no use.");
        }
    }

    private static string FileOf(string given, TimeProvider time) => Directory.Exists(given)
        ? Path.Combine(given, string.Create(
            CultureInfo.InvariantCulture, $"taskmanagement-{time.GetUtcNow():yyyyMMdd-HHmmss}.tar"))
        : given;
}
