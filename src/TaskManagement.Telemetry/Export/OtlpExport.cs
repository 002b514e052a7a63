using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace TaskManagement.Telemetry.Export;

/// <summary>Sends traces and metrics to a collector, where one is set.</summary>
internal sealed class OtlpExport(IOptions<TelemetryOptions> options, TraceShare share) : IHostedService, IDisposable
{
    private readonly TelemetryOptions _options = options.Value;
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_options.OtlpEndpoint is null)
            return Task.CompletedTask;
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Resource())
            .SetSampler(new ParentBasedSampler(new TraceBeginnings(share)))
            .AddSource([.. TelemetrySources.Spans])
            .AddOtlpExporter(exporter => Configure(exporter, "v1/traces"))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Resource())
            .AddMeter([.. TelemetrySources.Meters])
            .AddView(instrument => TelemetrySources.IsTold(instrument) ? null : MetricStreamConfiguration.Drop)
            .AddOtlpExporter((exporter, reader) =>
            {
                Configure(exporter, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds =
                    _options.MetricsIntervalSeconds * 1_000;
            })
            .Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what is left, as long as a single sending may take.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _traces?.Shutdown(_options.ExportTimeoutMilliseconds);
        _metrics?.Shutdown(_options.ExportTimeoutMilliseconds);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private ResourceBuilder Resource() => ResourceBuilder.CreateDefault().AddService(
        _options.ServiceName, serviceVersion: typeof(OtlpExport).Assembly.GetName().Version?.ToString(3));

    private void Configure(OtlpExporterOptions exporter, string path)
    {
        var endpoint = new Uri(_options.OtlpEndpoint!);
        var isGrpc = _options.OtlpProtocol is OtlpTransport.Grpc;
        exporter.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = isGrpc ? endpoint : new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
        exporter.TimeoutMilliseconds = _options.ExportTimeoutMilliseconds;
    }
}
