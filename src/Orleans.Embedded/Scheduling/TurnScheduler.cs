using Orleans.Runtime;

namespace Orleans.Embedded.Scheduling;

/// <summary>
/// Runs turns one at a time, in the order in which they became ready. A turn is what runs between two awaits. All turns
/// see this object as the current task scheduler and no synchronization context.
/// </summary>
internal abstract class TurnScheduler(IWorkScheduler work) : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>A null entry stands for <see cref="OnSignal"/>.</summary>
    private readonly Queue<Task?> _ready = new();
    private bool _scheduled;
    private bool _signalled;

    [field: ThreadStatic]
    private static TurnScheduler? Running { get; set; }

    /// <summary>What <see cref="RuntimeContext"/> shows during turns.</summary>
    protected abstract IGrainContext? TurnContext { get; }

    /// <summary>Nothing of it runs any more: its process is dead.</summary>
    protected abstract bool IsHalted { get; }

    protected Lock Gate { get; } = new();

    void IThreadPoolWorkItem.Execute()
    {
        Running = this;
        RuntimeContext.Current = TurnContext;
        try
        {
            for (var turn = 0; turn < work.TurnsInARowMax; turn++)
            {
                if (!RunNext())
                {
                    return;
                }
            }
        }
        finally
        {
            RuntimeContext.Current = null;
            Running = null;
        }

        if (HasMore())
        {
            work.Schedule(this);
        }
    }

    /// <summary>Asks for <see cref="OnSignal"/> in a turn of its own.</summary>
    protected void Signal()
    {
        lock (Gate)
        {
            if (!SignalLocked())
            {
                return;
            }
        }

        work.Schedule(this);
    }

    /// <summary>
    /// As <see cref="Signal"/>, inside the gate; true asks the caller to call <see cref="Wake"/> outside.
    /// </summary>
    protected bool SignalLocked()
    {
        if (_signalled)
        {
            return false;
        }

        _signalled = true;
        _ready.Enqueue(null);
        return MarkScheduled();
    }

    protected void Wake() => work.Schedule(this);

    /// <summary>Runs in a turn after <see cref="Signal"/>.</summary>
    protected abstract void OnSignal();

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        lock (Gate)
        {
            _ready.Enqueue(task);
            if (!MarkScheduled())
            {
                return;
            }
        }

        work.Schedule(this);
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Running == this && TryExecuteTask(task);

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (Gate)
        {
            return _ready.OfType<Task>().ToArray();
        }
    }

    private bool MarkScheduled() => !_scheduled && (_scheduled = true);

    private bool HasMore()
    {
        lock (Gate)
        {
            return _scheduled = _ready.Count > 0;
        }
    }

    private bool RunNext()
    {
        Task? task;
        lock (Gate)
        {
            if (IsHalted)
            {
                _ready.Clear();
            }

            if (!_ready.TryDequeue(out task))
            {
                _scheduled = false;
                return false;
            }

            _signalled &= task is not null;
        }

        if (task is not null)
        {
            TryExecuteTask(task);
            return true;
        }

        // Only a task makes this the current task scheduler, to which the awaits in the turn come back.
        new Task(static self => ((TurnScheduler)self!).OnSignal(), this).RunSynchronously(this);
        return true;
    }
}
