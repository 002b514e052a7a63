using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Telemetry;

namespace TaskManagement.EventLog.Relay;

/// <summary>
/// Hands every commit of this process to the relays, without ever holding up the writer: what does not fit its queue is
/// dropped, since the log has it and the pulse finds it there.
/// </summary>
internal sealed class CommitNotifier(
    IGrainFactory grains,
    TaskScheduler scheduler,
    IOptions<RelayOptions> options,
    RelayTelemetry telemetry,
    ILogger<CommitNotifier> logger)
    : ICommitListener, IHostedLifecycleService, IDisposable
{
    private readonly ConcurrentDictionary<int, Lazy<Channel<EventBatch>>> _lanes = new();
    private readonly BackgroundLoops _loops = new(scheduler);
    private readonly int _eventsMax = options.Value.BatchEventsMax;

    // Grains can be called between these two moments of the host.
    private volatile bool _running;

    public void Committed(ImmutableArray<EventBatch> batches)
    {
        foreach (var batch in batches)
        {
            // Lazy, since two writers may meet here, and a second lane would be a second reader of none.
            if (_running && !LaneOf(batch.Partition).Writer.TryWrite(batch))
                telemetry.Dropped();
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        telemetry.Watch(() => _lanes.Select(lane => KeyValuePair.Create(lane.Key, lane.Value.Value.Reader.Count)));
        _running = true;
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _running = false;
        return _loops.StopAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _loops.Dispose();

    private Channel<EventBatch> LaneOf(int partition) =>
        _lanes.GetOrAdd(partition, key => new(() => OpenLane(key))).Value;

    private Channel<EventBatch> OpenLane(int partition)
    {
        var lane = Channel.CreateBounded<EventBatch>(new BoundedChannelOptions(options.Value.WaitingCommitsMax)
        {
            FullMode = BoundedChannelFullMode.Wait, // TryWrite then answers false, which drops the newest
            SingleReader = true,
        });
        _loops.Start(stop => RunAsync(partition, lane.Reader, stop));
        return lane;
    }

    private async Task RunAsync(int partition, ChannelReader<EventBatch> lane, CancellationToken stop)
    {
        var relay = grains.GetGrain<IEventRelayGrain>(partition);
        var alarm = new Alarm(logger, $"Telling the relay of partition {partition} of commits");
        while (await lane.WaitToReadAsync(stop))
        {
            try
            {
                await relay.Publish(TakeRun(lane));
                alarm.Clear();
            }
            catch (Exception error)
            {
                alarm.Raise(error);
            }
        }
    }

    /// <summary>What waits, joined to one call as far as it is without gaps.</summary>
    private EventBatch TakeRun(ChannelReader<EventBatch> lane)
    {
        lane.TryRead(out var run);
        while (lane.TryPeek(out var next) && Follows(run!, next) && lane.TryRead(out next))
            run = next with { Events = run!.Events.AddRange(next.Events) };
        return run!;
    }

    private bool Follows(EventBatch run, EventBatch next) =>
        run.Events.Length + next.Events.Length <= _eventsMax
        && !run.Events.IsEmpty
        && !next.Events.IsEmpty
        && next.Events[0].Sequence == run.Events[^1].Sequence + 1;
}
