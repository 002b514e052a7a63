using System.Diagnostics;
using System.Diagnostics.Metrics;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Telemetry;

/// <summary>A span and a time for every append, from the grain that asks for it to the answer.</summary>
internal sealed class AppendTelemetry
{
    private static readonly ActivitySource Spans = new(TelemetryNames.Log);

    private readonly TimeProvider _time;
    private readonly Histogram<double> _durations;

    public AppendTelemetry(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        _durations = meters.Create(TelemetryNames.Log).CreateHistogram(
            "taskmanagement.log.append.duration", "s", "From asking for an append to its outcome.",
            tags: null, Bounds.Durations);
    }

    /// <summary>An append begins.</summary>
    public Measure Begin(Append append)
    {
        // An append that no recorded trace reaches begins none.
        var span = Activity.Current is { Recorded: true } ? Spans.StartActivity("append", ActivityKind.Client) : null;
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("db.operation.name", "append");
            span.SetTag("db.operation.batch.size", append.Streams.Sum(stream => stream.Events.Length));
        }

        return new Measure(this, span, append.Context.TraceParent, _time.GetTimestamp());
    }

    private static string NameOf(AppendOutcome outcome) => outcome switch
    {
        AppendOutcome.Appended => "appended",
        AppendOutcome.Repeated => "repeated",
        AppendOutcome.Conflict => "conflict",
        AppendOutcome.GuardMoved => "guard_moved",
        AppendOutcome.RolledBack => "rolled_back",
        AppendOutcome.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An outcome without a name in metrics."),
    };

    /// <summary>One append under way.</summary>
    internal readonly struct Measure(AppendTelemetry telemetry, Activity? span, string? requestTrace, long began)
        : IDisposable
    {
        /// <summary>
        /// The W3C trace context to keep with the events: of this span where somebody records it, else of the request.
        /// </summary>
        public string? TraceParent => span is { Recorded: true } ? span.Id : requestTrace;

        /// <summary>It came to this.</summary>
        public void End(AppendOutcome outcome)
        {
            var name = NameOf(outcome);
            telemetry._durations.Record(
                telemetry._time.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("outcome", name));
            span?.SetTag("taskmanagement.log.outcome", name);
            if (outcome is AppendOutcome.RolledBack or AppendOutcome.Unknown)
                span?.SetStatus(ActivityStatusCode.Error);
        }

        public void Dispose() => span?.Dispose();
    }
}
