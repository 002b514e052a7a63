namespace TaskManagement.EventLog.Hosting;

/// <summary>
/// What the storage's writer runs on: a thread of its own, unless something else is registered, such as the one thread
/// of a simulation.
/// </summary>
public sealed record StorageWriterScheduler(TaskScheduler Scheduler) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => (Scheduler as IDisposable)?.Dispose();
}
