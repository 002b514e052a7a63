using System.Diagnostics;
using Microsoft.Extensions.Options;
using OpenTelemetry.Trace;

namespace TaskManagement.Telemetry.Export;

/// <summary>
/// The traces begun here that are recorded: a share, drawn by their ids, and no more of it in a second than a limit. So
/// a server with little to do tells everything, and a busy one does not spend its processors on telling.
/// </summary>
public sealed class TraceShare(IOptions<TelemetryOptions> options, TimeProvider clock)
{
    private readonly TraceIdRatioBasedSampler _sampler = new(options.Value.TraceRatio);
    private readonly int _perSecondMax = options.Value.TracesPerSecondMax;
    private readonly Lock _counting = new();
    private long _second;
    private int _count;

    /// <summary>Whether the trace is one of them; asked once for each, since it counts.</summary>
    public bool Records(ActivityTraceId trace) =>
        _sampler.ShouldSample(new SamplingParameters(default, trace, "", default)).Decision
            is SamplingDecision.RecordAndSample
        && HasRoom();

    private bool HasRoom()
    {
        var second = clock.GetTimestamp() / clock.TimestampFrequency;
        lock (_counting)
        {
            if (second != _second)
                (_second, _count) = (second, 0);
            return _count++ < _perSecondMax;
        }
    }
}
