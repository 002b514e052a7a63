using System.Collections.Immutable;
using TaskManagement.Admin.Checking;
using TaskManagement.Admin.Folders;
using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Stores;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Keys;
using TaskManagement.EventLog.Sqlite;

namespace TaskManagement.Admin.Backups;

/// <summary>Writes all of a data folder into one file, while its server may be serving.</summary>
internal sealed class Backup(string folder, bool withMasterKey, TimeProvider time)
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
        var unfinished = file + ".partial";
        Clear(unfinished);
        DurableFile.CreateFolder(unfinished);
        try
        {
            var manifest = await WriteArchiveAsync(unfinished, cancellationToken);
            File.Move(Archive(unfinished), file);
            FolderNames.FlushToDisk(Path.GetDirectoryName(file)!);
            return manifest;
        }
        finally
        {
            Clear(unfinished);
        }
    }

    private async Task<BackupManifest> WriteArchiveAsync(string unfinished, CancellationToken cancellationToken)
    {
        var takenAt = time.GetUtcNow();
        Copy(SqliteStore.Existing(folder), Path.Combine(unfinished, BackupManifest.DatabaseEntry));
        var log = await CheckAsync(unfinished, cancellationToken);
        await using var target = DurableFile.Create(Archive(unfinished));
        await using var archive = new BackupArchive(target);
        await archive.AddAsync(
            BackupManifest.DatabaseEntry, Path.Combine(unfinished, BackupManifest.DatabaseEntry), cancellationToken);

        // After the database: what it knows of was there before it.
        foreach (var name in FolderContents.Files(folder))
            await archive.AddAsync(name, Path.Combine(folder, name), cancellationToken);
        if (withMasterKey)
            await archive.AddAsync(BackupManifest.MasterKeyEntry, RequireMasterKey(), cancellationToken);
        var manifest = new BackupManifest(
            BackupManifest.FormatNow, takenAt, withMasterKey, BackupPartitions.Of(log), archive.Entries);
        await archive.SealAsync(manifest, cancellationToken);
        await archive.DisposeAsync();
        target.Flush(flushToDisk: true);
        return manifest;
    }

    /// <summary>A copy that cannot be read is no backup.</summary>
    private static async Task<LogReport> CheckAsync(string unfinished, CancellationToken cancellationToken)
    {
        await using var copy = SqliteStore.OpenSnapshot(unfinished);
        await SchemaVersions.RequireThisReleaseAsync(copy);
        var log = await LogCheck.RunAsync(copy, cancellationToken);
        log.ThrowIfDamaged();
        return log;
    }

    private static void Copy(SqliteFile source, string target)
    {
        using var session = source.OpenReader();
        session.Execute(new Statement(CopyDatabase, target));
    }

    private string RequireMasterKey() => MasterKeyFile.PathIn(folder) is var file && File.Exists(file)
        ? file
        : throw new AdminException(
            $"There is no {file} to include. Leave out --with-master-key, and keep a copy of Storage:MasterKey.");

    private static string Archive(string unfinished) => Path.Combine(unfinished, "backup.tar");

    private static void Clear(string unfinished)
    {
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
    }
}

/// <summary>What a backup says of the log in it.</summary>
internal static class BackupPartitions
{
    /// <summary>Heads and hashes.</summary>
    public static ImmutableArray<BackupPartition> Of(LogReport log) =>
    [
        .. log.Partitions.Select(partition => new BackupPartition(partition.Partition, partition.Head, partition.Hash)),
    ];
}
