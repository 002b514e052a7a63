using System.Diagnostics.Metrics;

namespace TaskManagement.Telemetry.Metrics;

/// <summary>
/// Names as Prometheus wants them, by the rules of OpenTelemetry: dots become underscores, the unit is spelt out at the
/// end, and a counter ends in <c>_total</c>.
/// </summary>
internal static class MetricNames
{
    /// <summary>The name of an instrument's family.</summary>
    public static string Of(Instrument instrument, MetricKind kind)
    {
        var name = Plain(instrument.Name);
        if (UnitName(instrument.Unit) is { } unit && !name.EndsWith($"_{unit}", StringComparison.Ordinal))
            name = $"{name}_{unit}";
        return kind.TypeName() == "counter" && !name.EndsWith("_total", StringComparison.Ordinal)
            ? $"{name}_total"
            : name;
    }

    /// <summary>A name of letters, digits and underscores that begins with no digit.</summary>
    public static string Plain(string name)
    {
        var plain = string.Create(name.Length, name, static (letters, name) =>
        {
            for (var index = 0; index < letters.Length; index++)
                letters[index] = char.IsAsciiLetterOrDigit(name[index]) ? name[index] : '_';
        });
        return plain.Length == 0 || char.IsAsciiDigit(plain[0]) ? $"_{plain}" : plain;
    }

    /// <summary>Units in braces, such as <c>{request}</c>, only say what is counted.</summary>
    private static string? UnitName(string? unit) => unit switch
    {
        null or "" or "1" => null,
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "%" => "percent",
        _ when unit[0] == '{' => null,
        _ => Plain(unit),
    };
}
