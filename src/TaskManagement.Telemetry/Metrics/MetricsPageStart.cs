using Microsoft.Extensions.Hosting;

namespace TaskManagement.Telemetry.Metrics;

/// <summary>Makes the page with the host, so that it counts before it is first asked for.</summary>
internal sealed class MetricsPageStart(MetricsPage page) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = page;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
