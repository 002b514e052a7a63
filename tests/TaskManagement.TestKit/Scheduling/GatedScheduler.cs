namespace TaskManagement.TestKit.Scheduling;

/// <summary>
/// A scheduler that a test can hold: what is queued meanwhile runs, one task at a time, once it is released. Under the
/// storage's writer it makes sure that several writes meet in one batch.
/// </summary>
public sealed class GatedScheduler : TaskScheduler
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Task> _tasks = new();
    private bool _held;
    private bool _running;

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Lets nothing begin from now on.</summary>
    public void Hold()
    {
        lock (_gate)
            _held = true;
    }

    /// <summary>Runs what has been queued, and what comes.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _held = false;
            RunWhereNeeded();
        }
    }

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            _tasks.AddLast(task);
            RunWhereNeeded();
        }
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
            return [.. _tasks];
    }

    private void RunWhereNeeded()
    {
        if (_held || _running || _tasks.Count == 0)
            return;
        _running = true;
        ThreadPool.UnsafeQueueUserWorkItem(scheduler => scheduler.Run(), this, preferLocal: false);
    }

    private void Run()
    {
        while (Take() is { } task)
            TryExecuteTask(task);
    }

    private Task? Take()
    {
        lock (_gate)
        {
            if (_held || _tasks.First is not { } first)
            {
                _running = false;
                return null;
            }

            _tasks.RemoveFirst();
            return first.Value;
        }
    }
}
