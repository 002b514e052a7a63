using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans.Streams;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Relay;

/// <summary>
/// Publishes one partition strictly in sequence, whichever process commits and in whatever order their news arrive.
/// It keeps no state: where it begins, consumers compare with their checkpoints.
/// </summary>
[GrainType("event-relay")]
internal sealed class EventRelayGrain(IEventLog log, IOptions<RelayOptions> options) : Grain, IEventRelayGrain
{
    private readonly RelayOptions _options = options.Value;
    private IAsyncStream<EventBatch>? _stream;
    private long? _published;
    private long _head;

    private int Partition => (int)this.GetPrimaryKeyLong();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stream = this.GetStreamProvider(EventStreams.Provider)
            .GetStream<EventBatch>(StreamId.Create(EventStreams.Namespace, Partition));
        return Task.CompletedTask;
    }

    public async Task Publish(EventBatch batch)
    {
        if (batch.Events.IsEmpty)
            return;
        _head = Math.Max(_head, Math.Max(batch.Head, batch.Events[^1].Sequence));
        await PublishMissedAsync(batch.Events[0].Sequence - 1);
        await SendAsync([.. batch.Events.Where(stored => stored.Sequence > _published)]);
    }

    public async Task Ping()
    {
        _head = Math.Max(_head, await log.HeadAsync(Partition));
        await PublishMissedAsync(_head);
        await _stream!.OnNextAsync(new EventBatch(Partition, _head, []));
    }

    /// <summary>
    /// Closes the gap up to a sequence. A new activation has no gap, and a long one is left to the consumers: each
    /// reads on from its own checkpoint, at its own pace, while this grain would only fill the stream's queue.
    /// </summary>
    private async Task PublishMissedAsync(long upTo)
    {
        _published ??= upTo;
        if (upTo - _published > _options.GapEventsMax)
            _published = upTo;
        while (_published < upTo)
        {
            var limit = (int)Math.Min(_options.BatchEventsMax, upTo - _published.Value);
            var missed = await log.ReadPartitionAsync(Partition, _published.Value, limit);
            if (missed.Events.IsEmpty)
                throw new InvalidOperationException(
                    $"Partition {Partition} has no event after {_published}, and should have them up to {upTo}.");
            await SendAsync(missed.Events);
        }
    }

    private async Task SendAsync(ImmutableArray<StoredEvent> events)
    {
        foreach (var part in BatchSplit.Into(events, _options.BatchEventsMax, _options.BatchBytesMax))
        {
            await _stream!.OnNextAsync(new EventBatch(Partition, _head, part));
            // Only now: where the stream did not take it, the next pulse finds it in the log.
            _published = part[^1].Sequence;
        }
    }
}
