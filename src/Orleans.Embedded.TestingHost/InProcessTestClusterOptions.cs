using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>How a test cluster is made.</summary>
public sealed class InProcessTestClusterOptions
{
    /// <summary>Names the cluster.</summary>
    public string ClusterId { get; set; } = "test-cluster";

    /// <summary>Names the service.</summary>
    public string ServiceId { get; set; } = "test-service";

    /// <summary>How many silos start.</summary>
    public short InitialSilosCount { get; set; }

    /// <summary>Whether the client starts with the silos.</summary>
    public bool InitializeClientOnDeploy { get; set; } = true;

    /// <summary>Run for the host of each silo.</summary>
    public List<Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>> SiloHostConfigurationDelegates
    {
        get;
    } = [];

    /// <summary>Run for the host of the client.</summary>
    public List<Action<IHostApplicationBuilder>> ClientHostConfigurationDelegates { get; } = [];
}

/// <summary>What tells the silos of a cluster apart.</summary>
public sealed class InProcessTestSiloSpecificOptions
{
    /// <summary>The silo's name.</summary>
    public string SiloName { get; set; } = "";

    /// <summary>Kept for the sake of the signature; nothing listens.</summary>
    public int SiloPort { get; set; }

    /// <summary>Kept for the sake of the signature; nothing listens.</summary>
    public int GatewayPort { get; set; }
}
