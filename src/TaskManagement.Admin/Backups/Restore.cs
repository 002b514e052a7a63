using System.Collections.Immutable;
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using TaskManagement.Admin.Checking;
using TaskManagement.Admin.Folders;
using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Stores;
using TaskManagement.EventLog.Keys;

namespace TaskManagement.Admin.Backups;

/// <summary>Makes a data folder of a backup; under another name until all of it has been checked.</summary>
internal sealed class Restore(string file)
{
    private readonly ImmutableArray<BackupEntry>.Builder _found = ImmutableArray.CreateBuilder<BackupEntry>();
    private BackupManifest? _manifest;

    /// <summary>Restores into a folder that is empty or not there.</summary>
    public async Task<BackupManifest> ToAsync(string folder, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            throw new AdminException($"There is no {file}. Name a file that 'taskman-admin backup' wrote.");
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new AdminException($"{folder} is not empty. Name a folder that is empty or not there yet.");
        var unfinished = folder + ".restoring";
        Clear(unfinished);
        try
        {
            await ExtractAsync(unfinished, cancellationToken);
            var manifest = Check();
            await CheckLogAsync(unfinished, manifest, cancellationToken);
            if (Directory.Exists(folder))
                Directory.Delete(folder);
            Directory.Move(unfinished, folder);
            FolderNames.FlushToDisk(Path.GetDirectoryName(folder)!);
            return manifest;
        }
        finally
        {
            Clear(unfinished);
        }
    }

    private async Task ExtractAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = new FileStream(file, FileMode.Open, FileAccess.Read);
            await using var tar = new TarReader(content);
            while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
                await TakeAsync(entry, folder, cancellationToken);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException
            or JsonException)
        {
            throw Unusable("it is cut off or was altered", error);
        }
    }

    private async Task TakeAsync(TarEntry entry, string folder, CancellationToken cancellationToken)
    {
        if (_manifest is not null || entry.DataStream is null || !EntryNames.IsKnown(entry.Name))
            throw Unusable($"'{entry.Name}' does not belong into it");
        if (entry.Name == BackupManifest.EntryName)
        {
            _manifest = BackupManifest.Read(entry.DataStream);
            return;
        }

        using var sha256 = SHA256.Create();
        await using var hashed = new CryptoStream(entry.DataStream, sha256, CryptoStreamMode.Read, leaveOpen: true);
        var target = Path.Combine(folder, entry.Name);
        if (File.Exists(target))
            throw Unusable($"'{entry.Name}' is in it twice");
        await DurableFile.WriteAsync(target, hashed, cancellationToken);
        _found.Add(new BackupEntry(entry.Name, entry.Length, Convert.ToHexStringLower(sha256.Hash!)));
    }

    private BackupManifest Check()
    {
        if (_manifest is not { } manifest)
            throw Unusable("it is cut off: its manifest is missing");
        if (manifest.Format != BackupManifest.FormatNow)
        {
            throw new AdminException($"{file} has the format {manifest.Format}; this release reads "
                + $"{BackupManifest.FormatNow}. Use the taskman-admin of the release that wrote it.");
        }

        var difference = manifest.Entries.Except(_found).Concat(_found.Except(manifest.Entries)).FirstOrDefault();
        return difference is null
            ? manifest
            : throw Unusable($"'{difference.Name}' is not what its manifest says");
    }

    private async Task CheckLogAsync(string folder, BackupManifest manifest, CancellationToken cancellationToken)
    {
        await using var store = SqliteStore.OpenSnapshot(folder);
        await SchemaVersions.RequireThisReleaseAsync(store);
        var log = await LogCheck.RunAsync(store, cancellationToken);
        log.ThrowIfDamaged();
        if (!BackupPartitions.Of(log).SequenceEqual(manifest.Partitions))
            throw Unusable("its log is not the one that its manifest describes");
        if (manifest.HasMasterKey)
            await MasterKeyCheck.RequireAsync(store, folder);
    }

    private AdminException Unusable(string why, Exception? inner = null) => new(
        $"{file} cannot be restored: {why}. Nothing was written. Take another backup.", inner ?? new IOException(why));

    private static void Clear(string unfinished)
    {
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
    }
}
