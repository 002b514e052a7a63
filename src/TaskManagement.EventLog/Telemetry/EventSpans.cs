using System.Diagnostics;
using TaskManagement.Contracts.Bus;

namespace TaskManagement.EventLog.Telemetry;

/// <summary>
/// The spans of a consumer's step: each continues the trace of its event, and ends when the effects of the step are
/// durable, or have failed.
/// </summary>
internal sealed class EventSpans(string consumer, int partition)
{
    private static readonly ActivitySource Spans = new(TelemetryNames.Consumers);

    private readonly string _name = $"process {consumer}";
    private readonly List<Activity> _open = [];

    /// <summary>Begins with an event; what the caller does until its end belongs to the span.</summary>
    /// <returns>Nothing where nobody listens, or the trace is not recorded.</returns>
    public Activity? Begin(StoredEvent stored)
    {
        if (!Spans.HasListeners())
            return null;
        // Of a trace that is not recorded the span would be made and then dropped, for every event and consumer.
        if (ActivityContext.TryParse(stored.CorrelationId, traceState: null, isRemote: true, out var request)
            && !request.TraceFlags.HasFlag(ActivityTraceFlags.Recorded))
            return null;
        if (Spans.StartActivity(_name, ActivityKind.Consumer, request) is not { } span)
            return null;
        _open.Add(span);
        if (span.IsAllDataRequested)
            Describe(span, stored);
        return span;
    }

    /// <summary>The step is over.</summary>
    public void End()
    {
        foreach (var span in _open)
            span.Dispose();
        _open.Clear();
    }

    /// <summary>Says of what kind the error was; its text may quote data.</summary>
    public static void Fail(Activity? span, Exception error) =>
        span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", error.GetType().FullName);

    private void Describe(Activity span, StoredEvent stored)
    {
        span.SetTag("messaging.system", "taskmanagement");
        span.SetTag("messaging.operation.name", "process");
        span.SetTag("messaging.operation.type", "process");
        span.SetTag("messaging.destination.name", EventStreams.Namespace);
        span.SetTag("messaging.destination.partition.id", $"{partition}");
        span.SetTag("messaging.consumer.group.name", consumer);
        span.SetTag("messaging.message.id", $"{partition}/{stored.Sequence}");
        span.SetTag("taskmanagement.event.type", stored.Type);
    }
}
