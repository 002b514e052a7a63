using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Relay;

/// <summary>
/// Pings every relay in a steady beat, from every silo: no grain wakes by itself, so this is what finds events whose
/// news were lost, and what wakes the consumers of a partition after a restart.
/// </summary>
internal sealed class PartitionPulse(
    IGrainFactory grains,
    IEventLog log,
    TimeProvider time,
    TaskScheduler scheduler,
    IOptions<RelayOptions> options,
    IEnumerable<PulsedGrain> others,
    ILogger<PartitionPulse> logger) : IHostedLifecycleService, IDisposable
{
    private readonly BackgroundLoops _loops = new(scheduler);

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var partition in Enumerable.Range(0, log.Partitions))
        {
            var relay = grains.GetGrain<IEventRelayGrain>(partition);
            Beat(relay.Ping, $"The pulse of partition {partition}");
            foreach (var other in others)
                Beat(() => other.Ping(grains, partition), $"{other.Name} of partition {partition}");
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => _loops.StopAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _loops.Dispose();

    /// <summary>Each has a loop of its own, so that a grain that hangs holds up no other.</summary>
    private void Beat(Func<Task> ping, string name)
    {
        var alarm = new Alarm(logger, name);
        _loops.Start(stop => BeatAsync(ping, alarm, stop));
    }

    private async Task BeatAsync(Func<Task> ping, Alarm alarm, CancellationToken stop)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.PulseMilliseconds), time);
        do
        {
            try
            {
                await ping();
                alarm.Clear();
            }
            catch (Exception error)
            {
                alarm.Raise(error);
            }
        }
        while (await beat.WaitForNextTickAsync(stop));
    }
}
