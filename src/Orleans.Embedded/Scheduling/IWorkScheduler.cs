namespace Orleans.Embedded.Scheduling;

/// <summary>
/// Where everything that is ready to run is handed to threads. The one place to replace for a run on one thread with
/// an order drawn from a seed.
/// </summary>
internal interface IWorkScheduler
{
    /// <summary>A busy activation lets others have the thread after so many turns.</summary>
    int TurnsInARowMax { get; }

    void Schedule(IThreadPoolWorkItem ready);

    /// <summary>
    /// Cancels at once, and runs the token's call-backs apart from the caller: they are somebody else's code.
    /// </summary>
    void Cancel(CancellationTokenSource source);
}

/// <summary>All chance of the engine, so that a seed can decide it.</summary>
internal interface IChance
{
    /// <summary>From 0 up to, not including, 1.</summary>
    double Next();
}

internal sealed class ThreadPoolWorkScheduler : IWorkScheduler
{
    public int TurnsInARowMax => 64;

    public void Schedule(IThreadPoolWorkItem ready) => ThreadPool.UnsafeQueueUserWorkItem(ready, preferLocal: false);

    public void Cancel(CancellationTokenSource source) => _ = source.CancelAsync();
}

internal sealed class SharedChance : IChance
{
    public double Next() => Random.Shared.NextDouble();
}
