using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TaskManagement.Telemetry.Metrics;

/// <summary>
/// The process in numbers, in the text format that Prometheus reads (0.0.4). It counts from its creation on; what it
/// keeps is bounded.
/// </summary>
public sealed class MetricsPage : IDisposable
{
    /// <summary>The media type of the text.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly Lock _writing = new();
    private readonly IMeterFactory _host;
    private readonly Counter<long> _leftOut;
    private readonly ILogger<MetricsPage> _logger;
    private readonly int _seriesMax;

    /// <summary>Begins to count.</summary>
    public MetricsPage(IMeterFactory host, IOptions<TelemetryOptions> options, ILogger<MetricsPage> logger)
    {
        (_host, _seriesMax, _logger) = (host, options.Value.SeriesMax, logger);
        _leftOut = host.Create("TaskManagement.Telemetry").CreateCounter<long>(
            "taskmanagement.telemetry.left_out", "{measurement}",
            "Measurements that this page leaves out, since their instrument has too many series.");
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (FamilyOf(instrument) is { } family)
                listener.EnableMeasurementEvents(instrument, family);
        };
        Record<byte>(static value => value);
        Record<short>(static value => value);
        Record<int>(static value => value);
        Record<long>(static value => value);
        Record<float>(static value => value);
        Record<double>(static value => value);
        Record<decimal>(static value => (double)value);
        _listener.Start();
    }

    /// <summary>Writes all of it as it stands.</summary>
    public void Write(TextWriter text)
    {
        lock (_writing)
        {
            var families = _families.OrderBy(family => family.Key, StringComparer.Ordinal).ToList();
            foreach (var (_, family) in families)
                family.ForgetObserved();
            Observe();
            foreach (var (_, family) in families)
                family.Write(text);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Observe()
    {
        try
        {
            _listener.RecordObservableInstruments();
        }
        catch (AggregateException error)
        {
            // The others have been asked all the same.
            _logger.LogWarning(error, "An instrument did not say what it measures.");
        }
    }

    /// <summary>
    /// Several hosts of a process have their own meters of the same names, of which a page shows those of its host and
    /// those of the process.
    /// </summary>
    private MetricFamily? FamilyOf(Instrument instrument)
    {
        if (!TelemetrySources.IsTold(instrument) || (instrument.Meter.Scope is { } host && host != _host))
            return null;
        if (MetricFamily.Of(instrument, _seriesMax, () => _leftOut.Add(1)) is not { } family)
            return null;
        var known = _families.GetOrAdd(family.Name, family);
        return known.Kind == family.Kind ? known : null;
    }

    private void Record<T>(Func<T, double> number) where T : struct => _listener.SetMeasurementEventCallback<T>(
        (_, value, tags, family) => ((MetricFamily)family!).Record(number(value), tags));
}
