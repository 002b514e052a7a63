using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>Runs observers stage by stage; those of one stage run together.</summary>
internal class StagedLifecycle(ILogger log) : ILifecycleObservable
{
    private readonly List<(int Stage, ILifecycleObserver Observer)> _observers = [];
    private readonly Stack<int> _started = [];

    /// <summary>From then on nobody can take part any more: what they subscribe to would never run.</summary>
    public bool IsStarted { get; set; }

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (IsStarted)
        {
            throw new InvalidOperationException("The lifecycle has already been started.");
        }

        var entry = (stage, observer);
        _observers.Add(entry);
        return new Subscription(() => _observers.Remove(entry));
    }

    /// <summary>Starts upwards; the first failure ends it.</summary>
    public async Task StartAsync(CancellationToken token)
    {
        IsStarted = true;
        foreach (var stage in _observers.GroupBy(o => o.Stage).OrderBy(g => g.Key).ToArray())
        {
            token.ThrowIfCancellationRequested();
            _started.Push(stage.Key);
            await Task.WhenAll(stage.Select(o => Run(() => o.Observer.OnStart(token))));
        }
    }

    /// <summary>
    /// Stops downwards what was started. Every stage gets its turn, whatever happens to the others.
    /// </summary>
    public async Task StopAsync(CancellationToken token)
    {
        while (_started.TryPop(out var stage))
        {
            try
            {
                var observers = _observers.Where(o => o.Stage == stage).ToArray();
                await Task.WhenAll(observers.Select(o => Run(() => o.Observer.OnStop(token))));
            }
            catch (Exception error)
            {
                log.LogWarning(error, "Stage {Stage} could not be stopped in good order", stage);
            }
        }
    }

    /// <summary>An observer that throws at once must not keep the others of its stage from running.</summary>
    private static async Task Run(Func<Task> step) => await step();

    private sealed class Subscription(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}

internal sealed class ActivationLifecycle(ILogger log) : StagedLifecycle(log), IGrainLifecycle;

internal sealed class SiloLifecycle(ILogger<SiloLifecycle> log) : StagedLifecycle(log), ISiloLifecycle;
