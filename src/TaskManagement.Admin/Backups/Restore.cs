using TaskManagement.Admin.Checking;
using TaskManagement.Admin.Folders;
using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Stores;
using TaskManagement.EventLog.Sqlite;

namespace TaskManagement.Admin.Backups;

/// <summary>Makes a data folder of a backup; nothing is in its place until all of it has been checked.</summary>
internal sealed class Restore(string file)
{
    private readonly BackupReader _backup = new(file, $"{file} cannot be restored");

    /// <summary>Restores into a folder that is empty or not there.</summary>
    /// <param name="filesFolder">Where attachments go, if not into the data folder; empty or not there as well.</param>
    public async Task<BackupManifest> ToAsync(string folder, string? filesFolder, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            throw new AdminException($"There is no {file}. Name a file that 'taskman-admin backup' wrote.");
        using var data = new StagedFolder(folder, Besides(folder, filesFolder));
        using var held = FolderLease.Take(folder);
        using var files = filesFolder is null ? null : new StagedFolder(filesFolder);
        data.Begin();
        files?.Begin();
        var attachments = AttachmentFiles.Of(data.Path, files?.Path);
        var manifest = await _backup.ReadAsync(
            (name, content) => DurableFile.WriteAsync(
                BackupManifest.AttachmentOf(name) is { } attachment
                    ? attachments.PathOf(attachment)
                    : Path.Combine(data.Path, name),
                content,
                cancellationToken),
            cancellationToken);
        await CheckLogAsync(data.Path, manifest, cancellationToken);

        // The mark in the data folder is what a server looks for, so it goes last.
        files?.Publish();
        data.Publish();
        files?.Finish();
        data.Finish();
        return manifest;
    }

    private async Task CheckLogAsync(string folder, BackupManifest manifest, CancellationToken cancellationToken)
    {
        await using var store = SqliteStore.OpenSnapshot(folder);
        await SchemaVersions.RequireThisReleaseAsync(store);
        var log = await LogCheck.RunAsync(store, cancellationToken);
        log.ThrowIfDamaged();
        if (!BackupPartitions.Of(log).SequenceEqual(manifest.Partitions))
            throw _backup.Unusable("its log is not the one that its manifest describes");
        if (manifest.HasMasterKey)
            await MasterKeyCheck.RequireFileAsync(store, folder);
    }

    /// <summary>The folder of attachments may lie in the data folder, such as a volume of their own.</summary>
    private static string[] Besides(string folder, string? filesFolder) =>
        filesFolder is not null && Path.GetDirectoryName(filesFolder) == folder ? [Path.GetFileName(filesFolder)] : [];
}
