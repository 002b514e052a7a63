using Orleans.TestingHost;

namespace TaskManagement.Cluster.Tests;

/// <summary>Makes one silo as strict as several.</summary>
internal static class StrictCalls
{
    /// <summary>
    /// Lets values of every call be rebuilt, as between silos. Only the embedded engine reads the setting.
    /// </summary>
    public static InProcessTestClusterBuilder WithStrictCalls(this InProcessTestClusterBuilder builder) =>
        builder.ConfigureHost(host => host.Configuration["EmbeddedEngine:EveryCallCrossesWire"] = "true");
}
