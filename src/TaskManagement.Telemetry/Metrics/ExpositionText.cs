using System.Globalization;
using Tags = System.ReadOnlySpan<System.Collections.Generic.KeyValuePair<string, object?>>;

namespace TaskManagement.Telemetry.Metrics;

/// <summary>Lines of the text format that Prometheus reads, version 0.0.4.</summary>
internal static class ExpositionText
{
    /// <summary>A sample.</summary>
    public static string Line(string name, string labels, double value) =>
        labels.Length == 0 ? $"{name} {Number(value)}\n" : $"{name}{{{labels}}} {Number(value)}\n";

    /// <summary>Labels in order of their names, without the braces. Names that become equal share a label.</summary>
    public static string Labels(Tags tags)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, tag) in tags)
        {
            var name = MetricNames.Plain(key);
            var value = Value(Convert.ToString(tag, CultureInfo.InvariantCulture) ?? "");
            labels[name] = labels.TryGetValue(name, out var other) ? $"{other};{value}" : value;
        }

        return string.Join(',', labels.Select(label => $"{label.Key}=\"{label.Value}\""));
    }

    /// <summary>A number as the format has it.</summary>
    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>A text of help, in one line.</summary>
    public static string Help(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Value(string text) => Help(text).Replace("\"", "\\\"", StringComparison.Ordinal);
}
