using System.Diagnostics.Metrics;

namespace TaskManagement.Telemetry.Metrics;

/// <summary>How measurements of an instrument come to a number.</summary>
internal enum MetricKind
{
    /// <summary>They add up, and never fall.</summary>
    Counter,

    /// <summary>They add up to a level.</summary>
    Level,

    /// <summary>The total is asked for.</summary>
    ObservedCounter,

    /// <summary>The last one counts.</summary>
    Gauge,

    /// <summary>The value is asked for.</summary>
    ObservedGauge,

    /// <summary>They are counted by size.</summary>
    Histogram,
}

/// <summary>Kinds of instruments.</summary>
internal static class MetricKinds
{
    /// <summary>The kind; <c>null</c> for an instrument that this page does not know.</summary>
    public static MetricKind? Of(Instrument instrument) => Generic(instrument.GetType()) switch
    {
        var type when type == typeof(Counter<>) => MetricKind.Counter,
        var type when type == typeof(UpDownCounter<>) => MetricKind.Level,
        var type when type == typeof(ObservableCounter<>) => MetricKind.ObservedCounter,
        var type when type == typeof(Gauge<>) => MetricKind.Gauge,
        var type when type == typeof(ObservableGauge<>) => MetricKind.ObservedGauge,
        var type when type == typeof(ObservableUpDownCounter<>) => MetricKind.ObservedGauge,
        var type when type == typeof(Histogram<>) => MetricKind.Histogram,
        _ => null,
    };

    /// <summary>Whether it has a value only when asked.</summary>
    public static bool IsObserved(this MetricKind kind) =>
        kind is MetricKind.ObservedCounter or MetricKind.ObservedGauge;

    /// <summary>The type as the text format names it.</summary>
    public static string TypeName(this MetricKind kind) => kind switch
    {
        MetricKind.Counter or MetricKind.ObservedCounter => "counter",
        MetricKind.Histogram => "histogram",
        _ => "gauge",
    };

    private static Type? Generic(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : null;
}
