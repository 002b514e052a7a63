using System.Collections.Immutable;
using System.Formats.Tar;
using System.Security.Cryptography;

namespace TaskManagement.Admin.Backups;

/// <summary>A backup that is being written: a tar archive, so that every system can look into it.</summary>
internal sealed class BackupArchive(Stream target) : IAsyncDisposable
{
    private readonly TarWriter _tar = new(target, TarEntryFormat.Pax, leaveOpen: true);
    private readonly ImmutableArray<BackupEntry>.Builder _entries = ImmutableArray.CreateBuilder<BackupEntry>();

    /// <summary>What it holds so far.</summary>
    public ImmutableArray<BackupEntry> Entries => _entries.ToImmutable();

    /// <summary>Adds a file; one that has been deleted meanwhile is left out.</summary>
    public async Task AddAsync(string name, string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
            content.Position = 0;
            await WriteAsync(name, content, cancellationToken);
            _entries.Add(new BackupEntry(name, content.Length, sha256));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // Its event was purged, and the file with it. No file changes under its name.
        }
    }

    /// <summary>Ends it.</summary>
    public async Task SealAsync(BackupManifest manifest, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(manifest.Write());
        await WriteAsync(BackupManifest.EntryName, content, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _tar.DisposeAsync();

    private Task WriteAsync(string name, Stream content, CancellationToken cancellationToken) =>
        _tar.WriteEntryAsync(
            new PaxTarEntry(TarEntryType.RegularFile, name)
            {
                DataStream = content,
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            },
            cancellationToken);
}
