using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TaskManagement.Telemetry.Metrics;
using TaskManagement.TestKit.Telemetry;

namespace TaskManagement.Telemetry.Tests.Metrics;

public sealed class MetricsPageTests : IDisposable
{
    private readonly ServiceProvider _host = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Meter _meter;
    private readonly MetricsPage _page;

    public MetricsPageTests()
    {
        _meter = Factory.Create("TaskManagement.Tests");
        _page = PageOf(Factory);
    }

    private IMeterFactory Factory => _host.GetRequiredService<IMeterFactory>();

    public void Dispose()
    {
        _page.Dispose();
        _host.Dispose();
    }

    [Fact]
    public void Counter_WhenAddedTo_ThenItIsATotalWithItsUnit()
    {
        var counter = _meter.CreateCounter<long>("bytes.sent", "By", "Bytes that were sent.");
        counter.Add(3, Tag("to", "disk"));
        counter.Add(4, Tag("to", "disk"));
        counter.Add(5);

        var page = Read();

        Assert.Equal("counter", page.Types["bytes_sent_bytes_total"]);
        Assert.Equal("Bytes that were sent.", page.Helps["bytes_sent_bytes_total"]);
        Assert.Equal(7, page.Samples["bytes_sent_bytes_total{to=\"disk\"}"]);
        Assert.Equal(5, page.Samples["bytes_sent_bytes_total"]);
    }

    [Fact]
    public void Labels_WhenTheyHoldQuotesAndLines_ThenTheyAreEscaped()
    {
        var odd = _meter.CreateGauge<double>("odd", "1", "With \\ and\na line.");
        odd.Record(-0.5, Tag("a.b", "say \"hi\"\\\n"));

        var page = Read();

        Assert.Equal(-0.5, page.Samples["odd{a_b=\"say \\\"hi\\\"\\\\\\n\"}"]);
        Assert.Equal("With \\ and\na line.", page.Helps["odd"]);
    }

    [Fact]
    public void Labels_WhenTheirOrderDiffers_ThenTheyAreOneSeries()
    {
        var counter = _meter.CreateCounter<int>("calls");
        counter.Add(1, Tag("x", 1), Tag("y", 2));
        counter.Add(1, Tag("y", 2), Tag("x", 1));

        Assert.Equal(2, Read().Samples["calls_total{x=\"1\",y=\"2\"}"]);
    }

    [Fact]
    public void Histogram_WhenRecorded_ThenBucketsRiseToTheCount()
    {
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] };
        var histogram = _meter.CreateHistogram("wait", "s", null, null, advice);
        foreach (var value in new[] { 0.05, 0.1, 0.5, 7 })
            histogram.Record(value, Tag("k", "v"));

        var page = Read();

        Assert.Equal("histogram", page.Types["wait_seconds"]);
        Assert.Equal(2, page.Samples["wait_seconds_bucket{k=\"v\",le=\"0.1\"}"]);
        Assert.Equal(3, page.Samples["wait_seconds_bucket{k=\"v\",le=\"1\"}"]);
        Assert.Equal(4, page.Samples["wait_seconds_bucket{k=\"v\",le=\"+Inf\"}"]);
        Assert.Equal(4, page.Samples["wait_seconds_count{k=\"v\"}"]);
        Assert.Equal(7.65, page.Samples["wait_seconds_sum{k=\"v\"}"], 9);
    }

    [Fact]
    public void Gauge_WhenWhatItToldOfIsGone_ThenItsSeriesIsGone()
    {
        int[] partitions = [1, 2];
        _meter.CreateObservableGauge(
            "lag",
            () => partitions.Select(
                partition => new Measurement<int>(partition * 10, Tag("partition", partition))));
        Assert.Equal(20, Read().Samples["lag{partition=\"2\"}"]);

        partitions = [1];

        Assert.Equal(["lag{partition=\"1\"}"], Read().Samples.Keys);
    }

    [Fact]
    public void UpDownCounter_WhenItFalls_ThenItIsAGauge()
    {
        var open = _meter.CreateUpDownCounter<int>("open", "{connection}");
        open.Add(3);
        open.Add(-1);

        var page = Read();

        Assert.Equal(("gauge", 2), (page.Types["open"], page.Samples["open"]));
    }

    [Fact]
    public void Series_WhenThereAreTooMany_ThenTheyAreLeftOutAndCounted()
    {
        var counter = _meter.CreateCounter<int>("many");
        for (var id = 0; id < 15; id++)
            counter.Add(1, Tag("id", id));

        var page = Read();

        Assert.Equal(10, page.Samples.Keys.Count(name => name.StartsWith("many_total", StringComparison.Ordinal)));
        Assert.Equal(5, page.Samples["taskmanagement_telemetry_left_out_total"]);
    }

    [Fact]
    public void Instruments_WhenTheyAreOfAnotherHostOrNotOurs_ThenTheyAreLeftOut()
    {
        using var other = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var elsewhere = other.GetRequiredService<IMeterFactory>().Create("TaskManagement.Tests");
        elsewhere.CreateCounter<int>("of.another.host").Add(1);
        Factory.Create("Somebody.Else").CreateCounter<int>("not.ours").Add(1);

        Assert.Empty(Read().Samples);
    }

    [Fact]
    public void Record_WhenItsLabelsAreKnown_ThenNothingIsAllocated()
    {
        var histogram = _meter.CreateHistogram<double>("hot", "s");
        histogram.Record(1, Tag("k", "v"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1_000; i++)
            histogram.Record(0.2, Tag("k", "v"));

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public async Task Write_WhenOthersRecordMeanwhile_ThenEveryPageIsWhole()
    {
        var histogram = _meter.CreateHistogram<double>("busy", "s");
        using var stop = new CancellationTokenSource();
        var recorders = Enumerable.Range(0, 2).Select(id => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                histogram.Record(0.3, Tag("id", id));
        })).ToList();

        for (var i = 0; i < 200; i++)
        {
            var page = Read();
            foreach (var id in new[] { 0, 1 })
                Assert.Equal(
                    page.Samples.GetValueOrDefault($"busy_seconds_bucket{{id=\"{id}\",le=\"+Inf\"}}"),
                    page.Samples.GetValueOrDefault($"busy_seconds_count{{id=\"{id}\"}}"));
        }

        await stop.CancelAsync();
        await Task.WhenAll(recorders);
    }

    private static KeyValuePair<string, object?> Tag(string key, object value) => new(key, value);

    private static MetricsPage PageOf(IMeterFactory host) => new(
        host, Options.Create(new TelemetryOptions { SeriesMax = 10 }), NullLogger<MetricsPage>.Instance);

    /// <summary>The page without what the runtime says of itself.</summary>
    private Exposition Read()
    {
        using var text = new StringWriter();
        _page.Write(text);
        var all = text.ToString();
        Exposition.Parse(all);
        return Exposition.Parse(string.Concat(
            all.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.Contains("dotnet_", StringComparison.Ordinal))
                .Select(line => $"{line}\n")) is { Length: > 0 } own ? own : "# TYPE none gauge\n");
    }
}
