using System.Collections.Concurrent;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>
/// A scheduler with one thread of its own: commits wait for the disk, and would else hold up a thread of the pool that
/// grains run on.
/// </summary>
internal sealed class WriterThread : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> _tasks = [];
    private readonly Thread _thread;

    public WriterThread()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "storage writer" };
        _thread.Start();
    }

    public override int MaximumConcurrencyLevel => 1;

    public void Dispose() => _tasks.CompleteAdding();

    protected override void QueueTask(Task task) => _tasks.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Thread.CurrentThread == _thread && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _tasks];

    private void Run()
    {
        foreach (var task in _tasks.GetConsumingEnumerable())
            TryExecuteTask(task);
        _tasks.Dispose();
    }
}
