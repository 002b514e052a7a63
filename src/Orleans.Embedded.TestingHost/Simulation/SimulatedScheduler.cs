using Orleans.Embedded.Scheduling;

namespace Orleans.TestingHost.Simulation;

/// <summary>What tasks of a process run on that belong to no grain: each is a step of its own.</summary>
internal sealed class SimulatedScheduler(SimulationLoop loop, SimulatedProcess process) : TaskScheduler, IWorkScheduler
{
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>So a silo can die between any two turns.</summary>
    public int TurnsInARowMax => 1;

    public void Schedule(IThreadPoolWorkItem ready) => loop.Add(process, ready);

    /// <summary>The call-backs run at once, though not as part of the turn that cancelled.</summary>
    public void Cancel(CancellationTokenSource source) => new Task(source.Cancel).RunSynchronously(this);

    protected override void QueueTask(Task task) => loop.Add(process, new QueuedTask(this, task));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && loop.Enter("A task ran") && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    /// <summary>The method that goes on, as far as the task tells: an await leaves its state machine in it.</summary>
    private static string NameOf(Task task)
    {
        var machine = (task.AsyncState as Delegate)?.Target?.GetType().GenericTypeArguments
            .FirstOrDefault(type => type.Name.StartsWith('<'));
        var owner = machine;
        while (owner is { IsNested: true } && owner.Name.StartsWith('<'))
        {
            owner = owner.DeclaringType;
        }

        return machine is null ? "" : $" {owner!.Name}.{machine.Name.TrimStart('<').Split('>')[0]}";
    }

    private sealed class QueuedTask(SimulatedScheduler scheduler, Task task) : IThreadPoolWorkItem
    {
        public void Execute() => scheduler.TryExecuteTask(task);

        public override string ToString() => $"task{NameOf(task)}";
    }
}
