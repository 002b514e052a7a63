using System.Diagnostics;
using Microsoft.Extensions.Options;
using OpenTelemetry.Trace;

namespace TaskManagement.Telemetry.Export;

/// <summary>The share of traces begun here that is recorded, drawn by their ids.</summary>
public sealed class TraceShare(IOptions<TelemetryOptions> options)
{
    private readonly TraceIdRatioBasedSampler _sampler = new(options.Value.TraceRatio);

    /// <summary>Whether the trace is one of them.</summary>
    public bool Records(ActivityTraceId trace) =>
        _sampler.ShouldSample(new SamplingParameters(default, trace, "", default)).Decision
            is SamplingDecision.RecordAndSample;
}
