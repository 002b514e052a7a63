using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TaskManagement.Admin.Backups;

/// <summary>What a backup holds. It is the last entry, so that a backup that was cut off has none.</summary>
/// <param name="Format">The version of this format.</param>
/// <param name="TakenAt">When the database was as it is in here.</param>
/// <param name="HasMasterKey">Whether the master key is in here.</param>
/// <param name="Partitions">Head of each partition of the log, and SHA-256 over the digests of its events.</param>
/// <param name="Entries">All other entries.</param>
internal sealed record BackupManifest(
    int Format,
    DateTimeOffset TakenAt,
    bool HasMasterKey,
    ImmutableArray<BackupPartition> Partitions,
    ImmutableArray<BackupEntry> Entries)
{
    /// <summary>The format that this release writes, and the only one that it reads.</summary>
    public const int FormatNow = 1;

    /// <summary>Its own entry.</summary>
    public const string EntryName = "manifest.json";

    /// <summary>The entry of the database.</summary>
    public const string DatabaseEntry = "taskmanagement.db";

    /// <summary>The entry of the master key.</summary>
    public const string MasterKeyEntry = "keys/master.key";

    private const string FilesPrefix = "files/";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>How many attachments it holds.</summary>
    [JsonIgnore]
    public int Attachments => Entries.Count(entry => AttachmentOf(entry.Name) is not null);

    /// <summary>The entry of an attachment.</summary>
    public static string EntryOf(string attachment) => FilesPrefix + attachment;

    /// <summary>The attachment of an entry; <c>null</c> where it is of something else.</summary>
    public static string? AttachmentOf(string entry) =>
        entry.StartsWith(FilesPrefix, StringComparison.Ordinal) ? entry[FilesPrefix.Length..] : null;

    /// <summary>As it stands in the backup.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads one; throws <see cref="JsonException"/> where it is none.</summary>
    public static BackupManifest Read(Stream content) =>
        JsonSerializer.Deserialize<BackupManifest>(content, Json) ?? throw new JsonException("It is null.");
}

/// <summary>A partition of the log in a backup.</summary>
internal sealed record BackupPartition(int Partition, long Head, string Hash);

/// <summary>An entry of a backup.</summary>
/// <param name="Sha256">SHA-256 of its content, lower-case hex.</param>
internal sealed record BackupEntry(string Name, long Bytes, string Sha256);
