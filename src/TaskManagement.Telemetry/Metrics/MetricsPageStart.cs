using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace TaskManagement.Telemetry.Metrics;

/// <summary>Makes the page with the host, so that it counts before it is first asked for.</summary>
internal sealed class MetricsPageStart(IServiceProvider services, IOptions<TelemetryOptions> options)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Metrics is not MetricsReaders.Nobody)
            services.GetRequiredService<MetricsPage>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
