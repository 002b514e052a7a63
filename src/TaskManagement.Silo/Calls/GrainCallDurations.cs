using System.Diagnostics.Metrics;
using Orleans.Serialization.Invocation;

namespace TaskManagement.Silo.Calls;

/// <summary>Durations of calls to the product's grains, by interface and method, where they arrive.</summary>
internal sealed class GrainCallDurations
{
    private const string Product = "TaskManagement.";

    private static readonly InstrumentAdvice<double> Bounds = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30],
    };

    private readonly TimeProvider _time;
    private readonly Histogram<double> _durations;

    public GrainCallDurations(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        _durations = meters.Create("TaskManagement.Grains").CreateHistogram(
            "taskmanagement.grain.call.duration", "s", "Grain calls, without the time that they waited for the grain.",
            tags: null, Bounds);
    }

    /// <summary>Now, as <see cref="Record"/> wants it back.</summary>
    public long Start() => _time.GetTimestamp();

    /// <summary>Whether calls of the kind are measured: the engine's own grains, timers and streams are not.</summary>
    public bool Measures(IInvokable call) =>
        _durations.Enabled
        && call.GetInterfaceType().Namespace?.StartsWith(Product, StringComparison.Ordinal) is true;

    /// <summary>A call of such a kind has run.</summary>
    public void Record(IInvokable call, long started, Exception? error)
    {
        var seconds = _time.GetElapsedTime(started).TotalSeconds;
        KeyValuePair<string, object?> service = new("rpc.service", call.GetInterfaceType().Name);
        KeyValuePair<string, object?> method = new("rpc.method", call.GetMethodName());
        if (error is null)
            _durations.Record(seconds, service, method);
        else
            _durations.Record(seconds, service, method, new("error.type", error.GetType().Name));
    }
}
