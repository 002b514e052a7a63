using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Consumers;

namespace TaskManagement.EventLog.Telemetry;

/// <summary>How far consumers are, and what became of events.</summary>
public sealed class ConsumerTelemetry
{
    private readonly ConcurrentDictionary<(string Consumer, int Partition), ConsumerPump> _pumps = [];
    private readonly Counter<long> _events;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _deadLetters;

    /// <summary>Makes the instruments.</summary>
    public ConsumerTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(TelemetryNames.Consumers);
        _events = meter.CreateCounter<long>(
            "taskmanagement.consumer.events", "{event}", "Events that the checkpoint has passed.");
        _failures = meter.CreateCounter<long>(
            "taskmanagement.consumer.failures", "{failure}", "Events that could not be handled at an attempt.");
        _deadLetters = meter.CreateCounter<long>(
            "taskmanagement.consumer.dead_letters", "{event}", "Events that were given up.");
        meter.CreateObservableGauge(
            "taskmanagement.consumer.lag", () => Each(pump => pump.Status.Head - pump.Status.Checkpoint), "{event}",
            "Events between the checkpoint and the end of the partition.");
        meter.CreateObservableGauge(
            "taskmanagement.consumer.dead_streams", () => Each(pump => pump.DeadStreams), "{stream}",
            "Streams of which a dead letter holds up the later events.");
        meter.CreateObservableGauge(
            "taskmanagement.consumer.stopped", () => Each(pump => pump.Status.Stopped is null ? 0 : 1), unit: null,
            "1 while the consumer does not go on, else 0.");
    }

    /// <summary>Tells of this pump until disposed; of several for one consumer and partition, of the latest.</summary>
    internal IDisposable Watch(ConsumerPump pump)
    {
        var key = (pump.Status.Consumer, pump.Status.Partition);
        _pumps[key] = pump;
        return new Watched(() => _pumps.TryRemove(new(key, pump)));
    }

    /// <summary>The checkpoint has passed so many events.</summary>
    internal void Passed(string consumer, long events) => _events.Add(events, Of(consumer));

    /// <summary>An attempt at an event failed.</summary>
    internal void Failed(string consumer) => _failures.Add(1, Of(consumer));

    /// <summary>An event was given up.</summary>
    internal void Buried(string consumer) => _deadLetters.Add(1, Of(consumer));

    private static KeyValuePair<string, object?> Of(string consumer) => new("consumer", consumer);

    private IEnumerable<Measurement<long>> Each(Func<ConsumerPump, long> value) =>
        from watched in _pumps
        where watched.Value.IsLoaded
        select new Measurement<long>(
            value(watched.Value), Of(watched.Key.Consumer), new("partition", watched.Key.Partition));

    private sealed class Watched(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
