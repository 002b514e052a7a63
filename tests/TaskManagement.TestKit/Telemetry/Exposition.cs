using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskManagement.TestKit.Telemetry;

/// <summary>
/// Reads the text format of Prometheus (0.0.4) back, as strictly as it is specified: types before samples, one block of
/// each family, no sample twice.
/// </summary>
public sealed partial class Exposition
{
    private const string Name = "[a-zA-Z_][a-zA-Z0-9_]*";
    private const string Label = $"{Name}=\"(?:[^\"\\\\\n]|\\\\[\"\\\\n])*\"";

    private readonly Dictionary<string, string> _types = [];
    private readonly Dictionary<string, string> _helps = [];
    private readonly Dictionary<string, double> _samples = [];
    private string? _family;

    private Exposition()
    {
    }

    /// <summary>Type by family.</summary>
    public IReadOnlyDictionary<string, string> Types => _types;

    /// <summary>Help by family, not escaped.</summary>
    public IReadOnlyDictionary<string, string> Helps => _helps;

    /// <summary>Value by name and labels, as they are written.</summary>
    public IReadOnlyDictionary<string, double> Samples => _samples;

    /// <summary>Reads a page; <see cref="FormatException"/> with the line that is wrong.</summary>
    public static Exposition Parse(string text)
    {
        if (!text.EndsWith('\n'))
            throw new FormatException("The last line has no end.");
        var page = new Exposition();
        foreach (var line in text[..^1].Split('\n'))
        {
            if (!page.Take(line))
                throw new FormatException($"Not of the format: {line}");
        }

        return page;
    }

    private bool Take(string line)
    {
        if (HelpLine().Match(line) is { Success: true } help)
            return Begin(help) && _helps.TryAdd(help.Groups["name"].Value, Unescape(help.Groups["text"].Value));
        if (TypeLine().Match(line) is { Success: true } type)
            return Begin(type) && _types.TryAdd(type.Groups["name"].Value, type.Groups["type"].Value);
        return SampleLine().Match(line) is { Success: true } sample
            && IsOfFamily(sample.Groups["name"].Value)
            && double.TryParse(
                sample.Groups["value"].Value.Replace("Inf", "∞", StringComparison.Ordinal),
                CultureInfo.InvariantCulture,
                out var value)
            && _samples.TryAdd(sample.Groups["name"].Value + sample.Groups["labels"].Value, value);
    }

    /// <summary>A family comes once.</summary>
    private bool Begin(Match line)
    {
        var name = line.Groups["name"].Value;
        if (_family != name && _types.ContainsKey(name))
            return false;
        _family = name;
        return true;
    }

    private bool IsOfFamily(string name) => _family is not null && _types.TryGetValue(_family, out var type)
        && (type == "histogram"
            ? name == $"{_family}_bucket" || name == $"{_family}_sum" || name == $"{_family}_count"
            : name == _family);

    private static string Unescape(string text) => text
        .Replace("\\n", "\n", StringComparison.Ordinal)
        .Replace("\\\\", "\\", StringComparison.Ordinal);

    [GeneratedRegex($"^# HELP (?<name>{Name}) (?<text>.*)$")]
    private static partial Regex HelpLine();

    [GeneratedRegex($"^# TYPE (?<name>{Name}) (?<type>counter|gauge|histogram)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex($"^(?<name>{Name})(?<labels>\\{{{Label}(,{Label})*\\}})? (?<value>\\S+)$")]
    private static partial Regex SampleLine();
}
