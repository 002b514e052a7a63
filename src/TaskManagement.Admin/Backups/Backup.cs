using System.Collections.Immutable;
using System.Globalization;
using TaskManagement.Admin.Checking;
using TaskManagement.Admin.Folders;
using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Stores;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Keys;

namespace TaskManagement.Admin.Backups;

/// <summary>Writes all of a data folder into one file, while its server may be serving.</summary>
internal sealed class Backup(
    string folder, AttachmentFiles attachments, bool withMasterKey, TimeProvider time, TextWriter output)
{
    /// <summary>
    /// SQLite's own way to a copy of one moment: it reads in a transaction, and so waits for no writer and holds none
    /// up. What was deleted does not come along in free pages.
    /// </summary>
    private const string CopyDatabase = "VACUUM INTO @p0";

    /// <summary>Writes it, under another name until it is whole.</summary>
    public async Task<BackupManifest> WriteAsync(string file, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
            throw new AdminException($"{file} is there already. Name another file.");
        await CheckSourceAsync();
        var unfinished = file + ".partial";
        DurableFile.DeleteFolder(unfinished);
        DurableFile.CreateFolder(unfinished);
        try
        {
            var manifest = await WriteArchiveAsync(unfinished, cancellationToken);
            var reader = new BackupReader(Archive(unfinished), $"{file} cannot be written");
            await ReadBackAsync(reader, manifest, cancellationToken);
            File.Move(Archive(unfinished), file);
            FolderNames.FlushToDisk(Path.GetDirectoryName(file)!);
            return manifest;
        }
        finally
        {
            DurableFile.DeleteFolder(unfinished);
        }
    }

    private async Task CheckSourceAsync()
    {
        await using var source = SqliteStore.OpenSnapshot(folder);
        await SchemaVersions.RequireThisReleaseAsync(source);
        if (withMasterKey && !File.Exists(MasterKeyFile.PathIn(folder)))
        {
            throw new AdminException($"There is no {MasterKeyFile.PathIn(folder)} to include. Leave out "
                + "--with-master-key, and keep a copy of Storage:MasterKey.");
        }

        if (withMasterKey)
            await MasterKeyCheck.RequireFileAsync(source, folder);
    }

    private async Task<BackupManifest> WriteArchiveAsync(string unfinished, CancellationToken cancellationToken)
    {
        var takenAt = time.GetUtcNow();
        var database = Path.Combine(unfinished, BackupManifest.DatabaseEntry);
        using (var session = SqliteStore.Existing(folder).OpenReader())
            session.Execute(new Statement(CopyDatabase, database));
        var log = await CheckLogAsync(unfinished, cancellationToken);
        await using var target = DurableFile.Create(Archive(unfinished));
        await using var archive = new BackupArchive(target);
        await archive.AddAsync(BackupManifest.DatabaseEntry, database, cancellationToken);

        // After the database: what it knows of was there before it.
        await AddAttachmentsAsync(archive, cancellationToken);
        if (withMasterKey)
            await archive.AddAsync(BackupManifest.MasterKeyEntry, MasterKeyFile.PathIn(folder), cancellationToken);
        var manifest = new BackupManifest(
            BackupManifest.FormatNow, takenAt, withMasterKey, BackupPartitions.Of(log), archive.Entries);
        await archive.SealAsync(manifest, cancellationToken);
        await archive.DisposeAsync();
        target.Flush(flushToDisk: true);
        return manifest;
    }

    /// <summary>A copy that cannot be read is no backup.</summary>
    private static async Task<LogReport> CheckLogAsync(string unfinished, CancellationToken cancellationToken)
    {
        await using var copy = SqliteStore.OpenSnapshot(unfinished);
        var log = await LogCheck.RunAsync(copy, cancellationToken);
        log.ThrowIfDamaged();
        return log;
    }

    private async Task AddAttachmentsAsync(BackupArchive archive, CancellationToken cancellationToken)
    {
        foreach (var name in attachments.Names())
            await archive.AddAsync(BackupManifest.EntryOf(name), attachments.PathOf(name), cancellationToken);
        if (attachments.Strays().ToArray() is { Length: > 0 } strays)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"Left out of {attachments.Folder}, since no attachment has such a name: {strays.Length}, the first "
                + $"of them {strays[0]}."));
        }
    }

    /// <summary>What a disk has taken it may not give back, and what was copied may have changed meanwhile.</summary>
    private static async Task ReadBackAsync(
        BackupReader reader, BackupManifest written, CancellationToken cancellationToken)
    {
        var read = await reader.ReadAsync((_, _) => Task.CompletedTask, cancellationToken);
        if (!read.Write().AsSpan().SequenceEqual(written.Write()))
            throw reader.Unusable("its manifest is not the one that was written");
    }

    private static string Archive(string unfinished) => Path.Combine(unfinished, "backup.tar");
}

/// <summary>What a backup says of the log in it.</summary>
internal static class BackupPartitions
{
    /// <summary>Heads and hashes.</summary>
    public static ImmutableArray<BackupPartition> Of(LogReport log) =>
    [
        .. log.Partitions.Select(
            partition => new BackupPartition(partition.Partition, partition.Head, partition.Hash)),
    ];
}
