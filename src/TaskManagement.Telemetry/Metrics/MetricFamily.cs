using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Tags = System.ReadOnlySpan<System.Collections.Generic.KeyValuePair<string, object?>>;

namespace TaskManagement.Telemetry.Metrics;

/// <summary>What the page keeps of an instrument: a series for each set of labels, so many and no more.</summary>
internal sealed class MetricFamily
{
    private readonly ConcurrentDictionary<TagSet, Series> _series = new(TagSet.Comparer);
    private readonly ConcurrentDictionary<TagSet, Series>.AlternateLookup<Tags> _byTags;
    private readonly Dictionary<string, Series> _byLabels = new(StringComparer.Ordinal);
    private readonly Lock _adding = new();
    private readonly Func<Series> _create;
    private readonly Action _leftOut;
    private readonly string? _help;
    private readonly int _seriesMax;

    private MetricFamily(
        string name, MetricKind kind, string? help, int seriesMax, Action leftOut, Func<Series> create)
    {
        (Name, Kind, _help, _seriesMax, _leftOut, _create) = (name, kind, help, seriesMax, leftOut, create);
        _byTags = _series.GetAlternateLookup<Tags>();
    }

    /// <summary>The name in the text.</summary>
    public string Name { get; }

    /// <summary>How measurements become numbers.</summary>
    public MetricKind Kind { get; }

    /// <summary>The family of an instrument; <c>null</c> where its kind is not known.</summary>
    /// <param name="leftOut">Called for each measurement for which there is no room.</param>
    public static MetricFamily? Of(Instrument instrument, int seriesMax, Action leftOut)
    {
        if (MetricKinds.Of(instrument) is not { } kind)
            return null;
        Func<Series> create = kind switch
        {
            MetricKind.Histogram when HistogramBounds.Of(instrument) is var bounds => () => new Distribution(bounds),
            MetricKind.Counter or MetricKind.Level => () => new Sum(),
            _ => () => new Last(),
        };
        return new MetricFamily(
            MetricNames.Of(instrument, kind), kind, instrument.Description, seriesMax, leftOut, create);
    }

    /// <summary>Takes a measurement; it allocates nothing for labels that are known.</summary>
    public void Record(double value, Tags tags)
    {
        if (_byTags.TryGetValue(tags, out var series) || TryAdd(tags, out series))
            series.Record(value);
        else
            _leftOut();
    }

    /// <summary>
    /// Before values are asked for: what is no longer there, such as a consumer that has moved away, would else keep
    /// its last value for ever.
    /// </summary>
    public void ForgetObserved()
    {
        if (!Kind.IsObserved())
            return;
        lock (_adding)
        {
            _series.Clear();
            _byLabels.Clear();
        }
    }

    /// <summary>Writes the family; nothing where it has no series.</summary>
    public void Write(TextWriter text)
    {
        List<KeyValuePair<string, Series>> all;
        lock (_adding)
            all = [.. _byLabels];
        if (all.Count == 0)
            return;
        if (_help is not null)
            text.Write($"# HELP {Name} {ExpositionText.Help(_help)}\n");
        text.Write($"# TYPE {Name} {Kind.TypeName()}\n");
        foreach (var (labels, series) in all.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            series.Write(text, Name, labels);
    }

    /// <summary>The same labels in another order are the same series.</summary>
    private bool TryAdd(Tags tags, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Series? series)
    {
        var labels = ExpositionText.Labels(tags);
        lock (_adding)
        {
            if (!_byLabels.TryGetValue(labels, out series))
            {
                if (_byLabels.Count >= _seriesMax)
                    return false;
                _byLabels.Add(labels, series = _create());
            }

            _series.TryAdd(new TagSet(tags), series);
            return true;
        }
    }
}
