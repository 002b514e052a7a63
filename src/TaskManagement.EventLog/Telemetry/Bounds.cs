using System.Diagnostics.Metrics;

namespace TaskManagement.EventLog.Telemetry;

/// <summary>Upper bounds of the histograms' buckets.</summary>
internal static class Bounds
{
    /// <summary>Seconds: half a millisecond is a commit on a fast disk, ten seconds is an outage.</summary>
    public static InstrumentAdvice<double> Durations { get; } = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    /// <summary>Members of a batch.</summary>
    public static InstrumentAdvice<int> BatchSizes { get; } = new()
    {
        HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
    };
}
