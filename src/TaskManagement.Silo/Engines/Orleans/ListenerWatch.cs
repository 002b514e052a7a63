using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Metadata;
using Orleans.Providers;
using Orleans.Providers.Streams.Common;
using TaskManagement.Contracts.Bus;

namespace TaskManagement.Silo.Engines;

/// <summary>
/// Starts this silo's stream agents anew when another silo brings grain classes that the cluster did not have: an agent
/// asks who listens to a stream when it first sees it, never again while it flows, and ours always flow. Without this a
/// context that joins late would hear of no event.
/// </summary>
internal sealed class ListenerWatch(
    IClusterManifestProvider manifests,
    [FromKeyedServices(EventStreams.Provider)] IControllable streams,
    ILogger<ListenerWatch> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var known = ClassesOf(manifests.LocalGrainManifest);
            await foreach (var manifest in manifests.Updates.WithCancellation(stoppingToken))
            {
                var classes = manifest.AllGrainManifests.SelectMany(ClassesOf).ToHashSet();
                if (!classes.IsSubsetOf(known) && await TryStartAnewAsync())
                    known.UnionWith(classes);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo ends.
        }
    }

    private static HashSet<GrainType> ClassesOf(GrainManifest manifest) => [.. manifest.Grains.Keys];

    private async Task<bool> TryStartAnewAsync()
    {
        try
        {
            await streams.ExecuteCommand((int)PersistentStreamProviderCommand.StopAgents, null);
            await streams.ExecuteCommand((int)PersistentStreamProviderCommand.StartAgents, null);
            logger.LogInformation("Other silos host more grains than this one; its stream agents look for listeners.");
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            logger.LogWarning(error, "The stream agents did not start anew; new listeners may hear nothing.");
            return false;
        }
    }
}
