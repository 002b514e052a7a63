namespace TaskManagement.Hosting.Engines;

/// <summary>A build without TLS between processes: their traffic belongs on a network that nobody else is on.</summary>
internal static class ClusterTls
{
    /// <summary>Whether this build can.</summary>
    public static bool IsBuiltIn => false;

    public static ISiloBuilder Use(ISiloBuilder silo, ClusterTlsOptions _) => silo;

    public static IClientBuilder Use(IClientBuilder client, ClusterTlsOptions _) => client;
}
