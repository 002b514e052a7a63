using System.Diagnostics;
using OpenTelemetry.Trace;

namespace TaskManagement.Telemetry.Export;

/// <summary>
/// A trace begins with a request, which brings its decision along, or with an event that a consumer handles. What
/// timers and the pulse call would be traces of one span each, once a second and partition.
/// </summary>
internal sealed class TraceBeginnings(Sampler sampler) : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.Kind is ActivityKind.Consumer
            ? sampler.ShouldSample(samplingParameters)
            : new SamplingResult(SamplingDecision.Drop);
}
