namespace TaskManagement.Blobs;

/// <summary>Where content is kept; section <c>Attachments</c>.</summary>
public sealed class AttachmentOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Attachments";

    /// <summary>Where content is kept.</summary>
    public AttachmentStore Store { get; set; } = AttachmentStore.Folder;

    /// <summary>Absolute, or relative to the working directory; unset it is <c>files</c> in the data folder.</summary>
    public string? Path { get; set; }

    /// <summary>
    /// 32 bytes in base64, with which new content is encrypted; without it new content is kept as it is.
    /// </summary>
    public string? EncryptionKey { get; set; }

    /// <summary>Keys of before: content that was encrypted with them can still be read.</summary>
    public string[] FormerEncryptionKeys { get; set; } = [];

    /// <summary>
    /// How long nothing must have been written to an unfinished upload before the next start takes it for one that a
    /// crash left behind. Another process may share the folder and be in the middle of one.
    /// </summary>
    public int OrphanMinutes { get; set; } = 60;

    /// <summary>How large one attachment may be, in MiB.</summary>
    public int SizeMegabytesMax { get; set; } = 100;

    /// <summary>How long an upload or a download may take.</summary>
    public int TransferTimeoutSeconds { get; set; } = 3600;

    /// <summary>
    /// How old content must be before it is deleted where no task has it: what is being attached right now has no task
    /// yet, so it is to be longer than any upload.
    /// </summary>
    public int UnclaimedHours { get; set; } = 24;

    /// <summary>How often such content is looked for.</summary>
    public int SweepMinutes { get; set; } = 60;

    /// <summary>Whether content is encrypted, or was.</summary>
    public bool HasKeys => EncryptionKey is not null || FormerEncryptionKeys.Length > 0;

    /// <summary><see cref="SizeMegabytesMax"/> in bytes.</summary>
    public long SizeBytesMax => (long)SizeMegabytesMax << 20;
}

/// <summary>The kinds of places where content can be kept.</summary>
public enum AttachmentStore
{
    /// <summary>A folder, which all front ends share.</summary>
    Folder,

    /// <summary>A bucket of S3; section <c>Attachments:S3</c>.</summary>
    S3,
}
