namespace TaskManagement.Blobs;

/// <summary>Where content is kept; section <c>Attachments</c>.</summary>
public sealed class AttachmentOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Attachments";

    /// <summary>Absolute, or relative to the working directory; unset it is <c>files</c> in the data folder.</summary>
    public string? Path { get; set; }

    /// <summary>
    /// How long nothing must have been written to an unfinished upload before the next start takes it for one that a
    /// crash left behind. Another process may share the folder and be in the middle of one.
    /// </summary>
    public int OrphanMinutes { get; set; } = 60;
}
