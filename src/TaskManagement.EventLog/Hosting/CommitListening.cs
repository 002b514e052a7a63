using Microsoft.Extensions.Hosting;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Hosting;

/// <summary>
/// Lets the host's listeners hear of commits for as long as the host runs. They are not given to the storage when it is
/// made, since they may depend on it themselves.
/// </summary>
internal sealed class CommitListening(CommitFeed feed, IEnumerable<ICommitListener> listeners) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var listener in listeners)
            feed.Add(listener);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        foreach (var listener in listeners)
            feed.Remove(listener);
        return Task.CompletedTask;
    }
}
