using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using TaskManagement.EventLog.Hosting;
using TaskManagement.Hosting.Engines;
using TaskManagement.Silo.Calls;

namespace TaskManagement.Silo.Engines;

/// <summary>What a silo needs of Orleans: its cluster, and the grains that it hosts there.</summary>
internal static class EngineHosting
{
    /// <summary>Silos agree on where a grain is active, as far as they know each other.</summary>
    public static StorageSharing Sharing(IConfiguration configuration) =>
        Clustering.HasMembership(configuration) ? StorageSharing.Cluster : StorageSharing.Exclusive;

    public static ISiloBuilder UseEngine(this ISiloBuilder silo, IConfiguration configuration)
    {
        silo.Services.AddHostedService<SiloAnnouncement>();
        silo.Services.AddHostedService<ListenerWatch>();
        silo.Services.AddOptions<GrainTypeOptions>().PostConfigure<IOptions<SiloHostOptions>>((types, host) =>
            LeaveOut(types, host.Value));
        return silo.UseClustering(configuration);
    }

    /// <summary>Has grain calls measured.</summary>
    public static ISiloBuilder MeasureCalls(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<GrainCallDurations>();
        return silo.AddIncomingGrainCallFilter<GrainCallFilter>();
    }

    /// <summary>
    /// Silos tell each other which classes they have, and a grain is placed where its class is. The interfaces stay:
    /// this silo still calls the grains that others host.
    /// </summary>
    private static void LeaveOut(GrainTypeOptions types, SiloHostOptions host)
    {
        var elsewhere = host.ContextsElsewhere.Select(context => $"TaskManagement.{context}").ToHashSet();
        types.Classes.RemoveWhere(type => elsewhere.Contains(type.Assembly.GetName().Name!));
    }
}
