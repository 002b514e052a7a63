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
    ILogger<PartitionPulse> logger) : IHostedLifecycleService, IDisposable
{
    private readonly BackgroundLoops _loops = new(scheduler);

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        for (var partition = 0; partition < log.Partitions; partition++)
        {
            var relay = grains.GetGrain<IEventRelayGrain>(partition);
            var alarm = new Alarm(logger, $"The pulse of partition {partition}");
            _loops.Start(stop => BeatAsync(relay, alarm, stop));
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => _loops.StopAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _loops.Dispose();

    /// <summary>One partition has one loop, so that a relay that hangs holds up no other.</summary>
    private async Task BeatAsync(IEventRelayGrain relay, Alarm alarm, CancellationToken stop)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.PulseMilliseconds), time);
        do
        {
            try
            {
                await relay.Ping();
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
