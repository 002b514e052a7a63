using System.Collections.Concurrent;

namespace TaskManagement.EventLog.Hosting;

/// <summary>
/// Loops that run beside requests until they are stopped, on a scheduler of the host's choice: a simulation gives its
/// own, so that every step follows from the seed.
/// </summary>
internal sealed class BackgroundLoops(TaskScheduler scheduler) : IDisposable
{
    private readonly ConcurrentBag<Task> _loops = [];
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Starts a loop. It ends with its token, and handles its own errors until then.</summary>
    public void Start(Func<CancellationToken, Task> loop) =>
        _loops.Add(Task.Factory
            .StartNew(() => RunAsync(loop), CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler)
            .Unwrap());

    /// <summary>Asks all loops to end, and waits for them as long as the host does.</summary>
    public async Task StopAsync(CancellationToken giveUp)
    {
        await Task.Factory.StartNew(
            _stop.Cancel, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
        await Task.WhenAll(_loops).WaitAsync(giveUp);
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(Func<CancellationToken, Task> loop)
    {
        try
        {
            await loop(_stop.Token);
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // It was asked to end; that the machine around it is ending too is no news.
        }
    }
}
