using System.Diagnostics.Metrics;

namespace TaskManagement.EventLog.Telemetry;

/// <summary>Commits that wait for their relay, and those that found no room.</summary>
internal sealed class RelayTelemetry
{
    private readonly Meter _meter;
    private readonly Counter<long> _dropped;

    public RelayTelemetry(IMeterFactory meters)
    {
        _meter = meters.Create(TelemetryNames.Relay);
        _dropped = _meter.CreateCounter<long>(
            "taskmanagement.relay.commits.dropped", "{commit}",
            "News of commits that found no room; the next pulse finds the events in the log.");
    }

    /// <summary>Says where the lengths of the queues are to be asked for, by partition.</summary>
    public void Watch(Func<IEnumerable<KeyValuePair<int, int>>> queueLengths) => _meter.CreateObservableGauge(
        "taskmanagement.relay.queue.length",
        () => queueLengths().Select(queue => new Measurement<int>(
            queue.Value, new KeyValuePair<string, object?>("partition", queue.Key))),
        "{commit}",
        "Commits that wait for the relay of their partition.");

    /// <summary>The news of a commit was dropped.</summary>
    public void Dropped() => _dropped.Add(1);
}
