using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace TaskManagement.TestKit.Telemetry;

/// <summary>Records what the instruments of one host measure.</summary>
public sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Instrument, double Value, string Tags)> _all = [];

    /// <summary>Begins to listen.</summary>
    public Measurements(IMeterFactory host)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == host)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((what, value, tags, _) => Note(what, value, tags));
        _listener.SetMeasurementEventCallback<long>((what, value, tags, _) => Note(what, value, tags));
        _listener.SetMeasurementEventCallback<int>((what, value, tags, _) => Note(what, value, tags));
        _listener.Start();
    }

    /// <summary>The tags of each measurement of an instrument, as <c>key=value</c>, with its value behind.</summary>
    public IEnumerable<string> Of(string instrument) => _all.Where(note => note.Instrument == instrument)
        .Select(note => string.Create(CultureInfo.InvariantCulture, $"{note.Tags} {note.Value}").Trim());

    /// <summary>The tags alone, where values are times.</summary>
    public IEnumerable<string> TagsOf(string instrument) =>
        _all.Where(note => note.Instrument == instrument).Select(note => note.Tags);

    /// <summary>Asks what is only measured when asked for.</summary>
    public IEnumerable<string> Observe(string instrument)
    {
        _all.Clear();
        _listener.RecordObservableInstruments();
        return Of(instrument);
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Note(Instrument what, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        List<string> texts = [];
        foreach (var (key, tag) in tags)
            texts.Add($"{key}={tag}");
        _all.Enqueue((what.Name, value, string.Join(' ', texts)));
    }
}
