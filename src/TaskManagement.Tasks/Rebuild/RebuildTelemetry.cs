using System.Diagnostics.Metrics;

namespace TaskManagement.Tasks.Rebuild;

/// <summary>How the last rebuild of the read model stands, where this process carries it on.</summary>
internal sealed class RebuildTelemetry
{
    private RebuildProgress? _progress;

    /// <summary>Makes the instruments.</summary>
    public RebuildTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create("TaskManagement.ReadModel");
        meter.CreateObservableGauge(
            "taskmanagement.read_model.streams_left", () => Of(LeftOf), "{stream}",
            "Tasks and lists that a rebuild has yet to compare with the log.");
        meter.CreateObservableGauge(
            "taskmanagement.read_model.streams_failed", () => Of(progress => progress.Failed), "{stream}",
            "Tasks and lists that the last rebuild could not make rows of.");
    }

    /// <summary>It stands here now.</summary>
    public void Tell(RebuildProgress progress) => _progress = progress;

    private static long LeftOf(RebuildProgress progress) =>
        progress.EndedAt is null ? Math.Max(1, progress.Streams - progress.Done) : 0;

    private IEnumerable<Measurement<long>> Of(Func<RebuildProgress, long> value) =>
        _progress is { } progress ? [new Measurement<long>(value(progress))] : [];
}
