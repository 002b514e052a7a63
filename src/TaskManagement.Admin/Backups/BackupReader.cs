using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using TaskManagement.Admin.Folders;

namespace TaskManagement.Admin.Backups;

/// <summary>Reads a backup from its beginning to its end, and refuses one that is not what was written.</summary>
/// <param name="verdict">What to say of one that is of no use, ahead of the reason.</param>
internal sealed class BackupReader(string file, string verdict)
{
    private readonly HashSet<string> _names = [];
    private readonly List<BackupEntry> _found = [];
    private BackupManifest? _manifest;

    /// <summary>Reads it.</summary>
    /// <param name="take">Reads the content of an entry; its name may become a path, and no name comes twice.</param>
    public async Task<BackupManifest> ReadAsync(Func<string, Stream, Task> take, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = new FileStream(file, FileMode.Open, FileAccess.Read);
            await using var tar = new TarReader(content);
            while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
                await TakeAsync(entry, take, cancellationToken);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException
            or JsonException)
        {
            throw Unusable("it is cut off or was altered", error);
        }

        return Check();
    }

    /// <summary>What to say of one that is of no use.</summary>
    public AdminException Unusable(string why, Exception? inner = null) => new(
        $"{verdict}: {why}. Take another backup.", inner ?? new IOException(why));

    private async Task TakeAsync(TarEntry entry, Func<string, Stream, Task> take, CancellationToken cancellationToken)
    {
        if (_manifest is not null || entry.EntryType != TarEntryType.RegularFile || !IsKnown(entry.Name))
            throw Unusable($"'{entry.Name}' does not belong into it");
        if (!_names.Add(entry.Name))
            throw Unusable($"'{entry.Name}' is in it twice");

        // An entry without content comes without a stream.
        var content = entry.DataStream ?? Stream.Null;
        if (entry.Name == BackupManifest.EntryName)
        {
            _manifest = BackupManifest.Read(content);
            return;
        }

        using var sha256 = SHA256.Create();
        await using var hashed = new CryptoStream(content, sha256, CryptoStreamMode.Read, leaveOpen: true);
        await take(entry.Name, hashed);
        await hashed.CopyToAsync(Stream.Null, cancellationToken);
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

    private static bool IsKnown(string name) =>
        name is BackupManifest.EntryName or BackupManifest.DatabaseEntry or BackupManifest.MasterKeyEntry
        || BackupManifest.AttachmentOf(name) is { } attachment && AttachmentFiles.IsName(attachment);
}
