namespace TaskManagement.Api.Engines;

/// <summary>Connects a front end to the silo of this machine.</summary>
internal static class EngineClient
{
    private const int GatewayPortDefault = 30000;

    /// <summary>Why this build cannot run as a front end process of its own; <c>null</c> where it can.</summary>
    public static string? WhyNoProcessOfItsOwn => null;

    public static void UseEngineClient(this WebApplicationBuilder builder) =>
        builder.UseOrleansClient(client => client.UseLocalhostClustering(
            builder.Configuration.GetValue("Cluster:GatewayPort", GatewayPortDefault),
            serviceId: "taskmanagement",
            clusterId: builder.Configuration.GetValue("Cluster:ClusterId", "default")!));
}
