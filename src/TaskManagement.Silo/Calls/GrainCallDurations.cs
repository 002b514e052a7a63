using System.Diagnostics.Metrics;

namespace TaskManagement.Silo.Calls;

/// <summary>Measures the calls to the product's grains, by interface and method, where they arrive.</summary>
internal sealed class GrainCallDurations : IIncomingGrainCallFilter
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

    /// <summary>The engine's own grains, timers and streams pass here as well, on Orleans.</summary>
    public Task Invoke(IIncomingGrainCallContext context)
    {
        var contract = context.Request.GetInterfaceType();
        return contract.Namespace?.StartsWith(Product, StringComparison.Ordinal) is true
            ? MeasureAsync(context, contract.Name)
            : context.Invoke();
    }

    private async Task MeasureAsync(IIncomingGrainCallContext context, string contract)
    {
        var began = _time.GetTimestamp();
        string? error = null;
        try
        {
            await context.Invoke();
        }
        catch (Exception thrown)
        {
            error = thrown.GetType().Name;
            throw;
        }
        finally
        {
            Record(_time.GetElapsedTime(began).TotalSeconds, contract, context.MethodName, error);
        }
    }

    private void Record(double seconds, string contract, string method, string? error)
    {
        KeyValuePair<string, object?> service = new("rpc.service", contract);
        KeyValuePair<string, object?> call = new("rpc.method", method);
        if (error is null)
            _durations.Record(seconds, service, call);
        else
            _durations.Record(seconds, service, call, new("error.type", error));
    }
}
