using Microsoft.Extensions.Hosting;
using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.Hosting;

/// <summary>
/// Opens the storage before anything of the host starts, and closes it after everything has stopped: grains load while
/// the silo starts and write until it has stopped.
/// </summary>
internal sealed class StorageLifetime(IStorage storage, MasterKeyStart masterKey) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        masterKey.RequireShared();
        await storage.OpenAsync(cancellationToken);
        await masterKey.TakeAsync();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken) => await storage.DisposeAsync();
}
