using System.Diagnostics;
using OpenTelemetry.Trace;

namespace TaskManagement.Telemetry.Export;

/// <summary>
/// A trace begins with a request, which brings its decision along, or with an event that a consumer handles. What
/// timers and the pulse call would be traces of one span each, once a second and partition.
/// </summary>
internal sealed class TraceBeginnings(TraceShare share) : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) => new(
        samplingParameters.Kind is ActivityKind.Consumer && share.Records(samplingParameters.TraceId)
            ? SamplingDecision.RecordAndSample
            : SamplingDecision.Drop);
}
