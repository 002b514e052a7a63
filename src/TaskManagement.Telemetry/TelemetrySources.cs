using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace TaskManagement.Telemetry;

/// <summary>Of what is measured and traced in the process, what is told: ours, and what matters below.</summary>
internal static class TelemetrySources
{
    private const string Own = "TaskManagement.";
    private const string Engine = "Microsoft.Orleans";

    /// <summary>Sources of spans: requests, calls of the application's grains, the log and its consumers.</summary>
    public static ImmutableArray<string> Spans { get; } = ["Microsoft.Orleans.Application", $"{Own}*"];

    /// <summary>Meters; of the engine's, some instruments alone.</summary>
    public static ImmutableArray<string> Meters { get; } =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", Engine, $"{Own}*"];

    /// <summary>The engine has instruments by the hundred, for its own developers.</summary>
    private static ImmutableArray<string> OfEngine { get; } = ["orleans-catalog-activations"];

    /// <summary>Whether this instrument is told.</summary>
    public static bool IsTold(Instrument instrument) => instrument.Meter.Name == Engine
        ? OfEngine.Contains(instrument.Name)
        : Meters.Contains(instrument.Meter.Name) || instrument.Meter.Name.StartsWith(Own, StringComparison.Ordinal);
}
