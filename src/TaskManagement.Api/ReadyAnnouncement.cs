using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace TaskManagement.Api;

/// <summary>Says in the log where the front end listens, once it does.</summary>
internal sealed class ReadyAnnouncement(
    IServer server, IHostApplicationLifetime lifetime, ILogger<ReadyAnnouncement> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Announce);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Announce()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        logger.LogInformation("Ready at {Addresses}.", string.Join(", ", addresses));
    }
}
