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
    TimeProvider clock,
    ILogger<ListenerWatch> logger) : BackgroundService
{
    private static readonly TimeSpan PauseFirst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseLongest = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var known = ClassesOf(manifests.LocalGrainManifest);
            await foreach (var manifest in manifests.Updates.WithCancellation(stoppingToken))
            {
                var classes = manifest.AllGrainManifests.SelectMany(ClassesOf).ToHashSet();
                if (classes.IsSubsetOf(known))
                    continue;
                await StartAnewAsync(stoppingToken);
                known.UnionWith(classes);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo ends.
        }
    }

    private static HashSet<GrainType> ClassesOf(GrainManifest manifest) => [.. manifest.Grains.Keys];

    private async Task StartAnewAsync(CancellationToken stoppingToken)
    {
        var pause = PauseFirst;
        while (!await TryStartAnewAsync(stoppingToken))
        {
            await Task.Delay(pause, clock, stoppingToken);
            pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, PauseLongest.Ticks));
        }

        logger.LogInformation("The cluster has new grain classes; this silo's stream agents have started anew.");
    }

    /// <summary>
    /// A stop that fails or times out may have stopped agents all the same, and they stay so until they are told to
    /// start. It does not count even so: agents that it left running have looked for nobody.
    /// </summary>
    private async Task<bool> TryStartAnewAsync(CancellationToken stoppingToken)
    {
        var stopped = await TryAsync(PersistentStreamProviderCommand.StopAgents, stoppingToken);
        var started = await TryAsync(PersistentStreamProviderCommand.StartAgents, stoppingToken);
        return stopped && started;
    }

    private async Task<bool> TryAsync(PersistentStreamProviderCommand command, CancellationToken stoppingToken)
    {
        try
        {
            await streams.ExecuteCommand((int)command, null).WaitAsync(stoppingToken);
            return true;
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            logger.LogError(
                error,
                "{Command} failed. Until this silo's stream agents have started anew it may deliver no stream events, "
                + "or none to new listeners. It tries again, with pauses of up to {PauseSeconds} seconds.",
                command,
                PauseLongest.TotalSeconds);
            return false;
        }
    }
}
