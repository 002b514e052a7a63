namespace TaskManagement.Blobs.S3;

/// <summary>A bucket of Amazon S3, or of a server that speaks its protocol; section <c>Attachments:S3</c>.</summary>
internal sealed class S3Options
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Attachments:S3";

    /// <summary>The bucket. It must be there.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>What the names of all objects begin with; several systems may share a bucket so.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>The address of a server other than Amazon's, such as <c>https://minio.example.org:9000</c>.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The region; servers other than Amazon's mostly take any.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>
    /// The access key; without one the SDK looks in its usual places: environment, profile, role of the machine.
    /// </summary>
    public string? AccessKey { get; set; }

    /// <summary>What belongs to <see cref="AccessKey"/>.</summary>
    public string? SecretKey { get; set; }
}
