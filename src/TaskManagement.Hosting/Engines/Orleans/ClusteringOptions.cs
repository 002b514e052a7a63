namespace TaskManagement.Hosting.Engines;

/// <summary>How silos and front ends find each other; section <c>Cluster</c>.</summary>
public sealed class ClusteringOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Cluster";

    /// <summary>
    /// The name of the product to Orleans. It is part of storage keys, so it is fixed for ever.
    /// </summary>
    public const string ServiceId = "taskmanagement";

    /// <summary>
    /// Who knows the members: <c>Localhost</c>, for one silo with front ends on the same machine, or <c>PostgreSql</c>,
    /// the database of <c>ConnectionStrings:TaskManagement</c>.
    /// </summary>
    public string Provider { get; set; } = Localhost;

    /// <summary>The name of the cluster. Silos that share a database and this name are one cluster.</summary>
    public string ClusterId { get; set; } = "default";

    /// <summary>
    /// The IP address at which other processes reach this silo, and at which it listens; unset takes the one that this
    /// machine's name stands for.
    /// </summary>
    public string? AdvertisedAddress { get; set; }

    /// <summary>The port of a silo for other silos.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port of a silo for front ends.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>How often silos probe each other, and how long the answer may take.</summary>
    public int ProbeSeconds { get; set; } = 5;

    /// <summary>How many probes a silo may miss before another one votes that it is dead.</summary>
    public int ProbesMissedMax { get; set; } = 3;

    /// <summary>How long a front end looks for a silo when it starts.</summary>
    public int ConnectTimeoutSeconds { get; set; } = 60;

    /// <summary>TLS between the processes of the cluster.</summary>
    public ClusterTlsOptions Tls { get; set; } = new();

    internal const string Localhost = "Localhost";

    internal const string PostgreSql = "PostgreSql";

    internal bool UsesPostgreSql => Provider.Equals(PostgreSql, StringComparison.OrdinalIgnoreCase);

    internal bool UsesLocalhost => Provider.Equals(Localhost, StringComparison.OrdinalIgnoreCase);
}

/// <summary>TLS between the processes of a cluster, both ends with a certificate; section <c>Cluster:Tls</c>.</summary>
public sealed class ClusterTlsOptions
{
    /// <summary>The certificate of this process, a PEM file; unset means no TLS.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>The certificate's private key, a PEM file.</summary>
    public string? KeyPath { get; set; }

    /// <summary>The authority that has signed the certificates of all processes of the cluster, a PEM file.</summary>
    public string? AuthorityPath { get; set; }

    internal bool IsOn => !string.IsNullOrEmpty(CertificatePath);

    internal bool IsUnset => new[] { CertificatePath, KeyPath, AuthorityPath }.All(string.IsNullOrEmpty);
}
