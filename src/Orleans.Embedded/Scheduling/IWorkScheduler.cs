namespace Orleans.Embedded.Scheduling;

/// <summary>
/// Where everything that is ready to run is handed to threads. The one place to replace for a run on one thread with
/// an order drawn from a seed.
/// </summary>
internal interface IWorkScheduler
{
    void Schedule(IThreadPoolWorkItem ready);
}

/// <summary>All chance of the engine, so that a seed can decide it.</summary>
internal interface IChance
{
    /// <summary>From 0 up to, not including, 1.</summary>
    double Next();
}

internal sealed class ThreadPoolWorkScheduler : IWorkScheduler
{
    public void Schedule(IThreadPoolWorkItem ready) => ThreadPool.UnsafeQueueUserWorkItem(ready, preferLocal: false);
}

internal sealed class SharedChance : IChance
{
    public double Next() => Random.Shared.NextDouble();
}
