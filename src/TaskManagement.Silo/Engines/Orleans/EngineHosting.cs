using Microsoft.Extensions.Configuration;

namespace TaskManagement.Silo.Engines;

/// <summary>What a silo needs of Orleans: membership and endpoints.</summary>
internal static class EngineHosting
{
    private const int SiloPortDefault = 11111;
    private const int GatewayPortDefault = 30000;

    /// <summary>Why this build cannot run as a silo process of its own; <c>null</c> where it can.</summary>
    public static string? WhyNoProcessOfItsOwn => null;

    /// <summary>One silo on this machine. The service id is part of storage keys, so it is fixed for ever.</summary>
    public static ISiloBuilder UseEngineClustering(this ISiloBuilder silo, IConfiguration configuration) =>
        silo.UseLocalhostClustering(
            configuration.GetValue("Cluster:SiloPort", SiloPortDefault),
            configuration.GetValue("Cluster:GatewayPort", GatewayPortDefault),
            serviceId: "taskmanagement",
            clusterId: configuration.GetValue("Cluster:ClusterId", "default")!);
}
