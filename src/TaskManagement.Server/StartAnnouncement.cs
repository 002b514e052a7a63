using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.Server;

/// <summary>Says in the log where the server listens and where its data lies, once it does.</summary>
internal sealed class StartAnnouncement(
    IServer server,
    IOptions<StorageOptions> storage,
    IHostApplicationLifetime lifetime,
    ILogger<StartAnnouncement> logger) : IHostedService
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
        logger.LogInformation(
            "Ready at {Addresses}; data in {DataFolder}.",
            string.Join(", ", addresses),
            Path.GetFullPath(storage.Value.Path));
    }
}
