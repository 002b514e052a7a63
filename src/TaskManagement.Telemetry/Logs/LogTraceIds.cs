using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace TaskManagement.Telemetry.Logs;

/// <summary>
/// Where log lines bear ids of traces, lets every request have one on its whole way, also while nobody records it: then
/// spans are made, which have ids and hold nothing.
/// </summary>
internal sealed class LogTraceIds(IOptions<TelemetryOptions> options, IConfiguration configuration)
    : IHostedService, IDisposable
{
    private ActivityListener? _listener;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!new ConsoleFormat(options, configuration).IsJson)
            return Task.CompletedTask;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => TelemetrySources.HasSpans(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(_listener);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener?.Dispose();
}
