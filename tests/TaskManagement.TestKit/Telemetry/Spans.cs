using System.Collections.Concurrent;
using System.Diagnostics;

namespace TaskManagement.TestKit.Telemetry;

/// <summary>Records the spans of one trace, which it begins; those of tests that run beside are left alone.</summary>
public sealed class Spans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ActivityListener _listener;
    private readonly ActivityTraceId _trace = ActivityTraceId.CreateRandom();

    /// <summary>Begins to listen.</summary>
    /// <param name="sources">Beginnings of names of sources.</param>
    public Spans(params string[] sources)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => sources.Any(name => source.Name.StartsWith(name, StringComparison.Ordinal)),
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceId == _trace
                ? ActivitySamplingResult.AllDataAndRecorded
                : ActivitySamplingResult.None,
            // It hears of every span that anybody has asked for.
            ActivityStopped = span =>
            {
                if (span.TraceId == _trace)
                    _ended.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The id of the trace.</summary>
    public string Trace => _trace.ToHexString();

    /// <summary>A W3C trace context that belongs to it, as a client sends it.</summary>
    public string TraceParent => $"00-{Trace}-b7ad6b7169203331-01";

    /// <summary>The spans that have ended, in that order.</summary>
    public IReadOnlyList<Activity> Ended => [.. _ended];

    /// <summary>Those of this name.</summary>
    public IReadOnlyList<Activity> Named(string name) => [.. _ended.Where(span => span.OperationName == name)];

    /// <summary>The one of this name.</summary>
    public Activity One(string name) => Named(name).Single();

    /// <summary>A span around what a test does.</summary>
    public Activity Begin()
    {
        var begun = new Activity("test");
        begun.SetParentId(_trace, ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        return begun.Start();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
