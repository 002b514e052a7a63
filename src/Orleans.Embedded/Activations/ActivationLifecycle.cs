using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>Runs observers stage by stage; those of one stage run together.</summary>
internal class StagedLifecycle : ILifecycleObservable
{
    private readonly List<(int Stage, ILifecycleObserver Observer)> _observers = [];
    private readonly Stack<int> _started = [];

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var entry = (stage, observer);
        _observers.Add(entry);
        return new Subscription(() => _observers.Remove(entry));
    }

    /// <summary>Starts upwards; the first failure ends it.</summary>
    public async Task StartAsync(CancellationToken token)
    {
        foreach (var stage in _observers.GroupBy(o => o.Stage).OrderBy(g => g.Key).ToArray())
        {
            token.ThrowIfCancellationRequested();
            _started.Push(stage.Key);
            await Task.WhenAll(stage.Select(o => Run(() => o.Observer.OnStart(token))));
        }
    }

    /// <summary>
    /// Stops downwards what was started; every stage gets its turn, then the first failure is thrown.
    /// </summary>
    public async Task StopAsync(CancellationToken token)
    {
        var failures = new List<Exception>();
        while (_started.TryPop(out var stage))
        {
            try
            {
                var observers = _observers.Where(o => o.Stage == stage).ToArray();
                await Task.WhenAll(observers.Select(o => Run(() => o.Observer.OnStop(token))));
            }
            catch (Exception error)
            {
                failures.Add(error);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }

    /// <summary>An observer that throws at once must not keep the others of its stage from running.</summary>
    private static async Task Run(Func<Task> step) => await step();

    private sealed class Subscription(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}

internal sealed class ActivationLifecycle : StagedLifecycle, IGrainLifecycle;

internal sealed class SiloLifecycle : StagedLifecycle, ISiloLifecycle;
