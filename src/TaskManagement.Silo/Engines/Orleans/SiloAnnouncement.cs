using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace TaskManagement.Silo.Engines;

/// <summary>Says in the log which cluster the silo is a member of, and where it is reached, once it is.</summary>
internal sealed class SiloAnnouncement(
    ILocalSiloDetails silo,
    IOptions<ClusterOptions> cluster,
    IHostApplicationLifetime lifetime,
    ILogger<SiloAnnouncement> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => logger.LogInformation(
            "Silo of the cluster {Cluster} ready: silos at {SiloEndpoint}, front ends at {GatewayEndpoint}.",
            cluster.Value.ClusterId,
            silo.SiloAddress.Endpoint,
            silo.GatewayAddress?.Endpoint));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
