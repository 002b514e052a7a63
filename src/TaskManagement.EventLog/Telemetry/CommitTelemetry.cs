using System.Diagnostics.Metrics;

namespace TaskManagement.EventLog.Telemetry;

/// <summary>How many writes share a commit, how long it takes, and how many wait.</summary>
internal sealed class CommitTelemetry
{
    private readonly TimeProvider _time;
    private readonly Histogram<double> _durations;
    private readonly Histogram<int> _writes;
    private Func<int> _queueLength = () => 0;

    public CommitTelemetry(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(TelemetryNames.Log);
        _durations = meter.CreateHistogram(
            "taskmanagement.log.commit.duration", "s", "A batch, from its first statement to the end of its commit.",
            tags: null, Bounds.Durations);
        _writes = meter.CreateHistogram(
            "taskmanagement.log.commit.writes", "{write}", "Writes that shared a batch.",
            tags: null, Bounds.BatchSizes);
        meter.CreateObservableGauge(
            "taskmanagement.log.queue.length", () => _queueLength(), "{write}", "Writes that wait for the writer.");
    }

    /// <summary>Says where the length of the queue is to be asked for.</summary>
    public void Watch(Func<int> queueLength) => _queueLength = queueLength;

    /// <summary>The instant to give to <see cref="Ended"/>.</summary>
    public long Begin() => _time.GetTimestamp();

    /// <summary>A batch was committed, or not.</summary>
    public void Ended(long began, int writes, bool committed)
    {
        _writes.Record(writes);
        _durations.Record(
            _time.GetElapsedTime(began).TotalSeconds,
            new KeyValuePair<string, object?>("outcome", committed ? "committed" : "failed"));
    }
}
