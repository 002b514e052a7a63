using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Relations;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Groups;

/// <summary>What an act over several tasks is about to write.</summary>
internal sealed class TaskDrafts(TaskStreams streams, CommandContext context)
{
    private readonly Dictionary<TaskId, TaskDraft> _tasks = [];
    private readonly HashSet<StreamGuard> _guards = [];
    private readonly List<Companion> _companions = [];
    private readonly Dictionary<ListId, TaskOrderDraft> _orders = [];

    /// <summary>The tasks that change.</summary>
    public IEnumerable<TaskDraft> Changed => _tasks.Values.Where(task => task.HasChanged);

    /// <summary>Reads the tasks that are not here yet.</summary>
    public async Task LoadAsync(IEnumerable<TaskId> ids)
    {
        var missing = ids.Distinct().Where(id => !_tasks.ContainsKey(id)).ToArray();
        var found = await Task.WhenAll(missing.Select(streams.ReadAsync));
        foreach (var (id, state) in missing.Zip(found))
            _tasks.Add(id, new TaskDraft(id, state));
    }

    /// <summary>A task that has been read.</summary>
    public TaskDraft this[TaskId id] => _tasks[id];

    /// <summary>Takes in what was decided for a task.</summary>
    public void Add(TaskDraft task, Decision<TaskEvent> decision)
    {
        task.Add(decision.Events, EventMetadata.Pending(context));
        _companions.AddRange(decision.Companions);
    }

    /// <summary>What must not have moved until the commit.</summary>
    public void Guard(IEnumerable<StreamGuard> guards) => _guards.UnionWith(guards);

    /// <summary>The order of a list, with what has been decided of it.</summary>
    public async Task<TaskOrderDraft> OrderAsync(ListId list)
    {
        if (!_orders.TryGetValue(list, out var order))
            _orders.Add(list, order = await streams.ReadOrderAsync(list));
        return order;
    }

    /// <summary>All of it.</summary>
    public Append ToAppend()
    {
        var orders = _orders.Values.Select(order => order.ToCompanion()).OfType<Companion>();
        Companion[] beside = [.. _companions, .. orders];
        return new Append(
            context, [.. Changed.Select(task => task.ToAppend()), .. beside.Select(companion => companion.Stream)])
        {
            Guards = [.. _guards],
            Purge = [.. Changed.Where(task => task.State!.Purged).Select(task => StreamNames.Of(task.Id))],
            View =
            [
                .. Changed.SelectMany(task => task.View()),
                .. beside.SelectMany(companion => companion.View),
            ],
        };
    }

    /// <summary>The tasks as recorded.</summary>
    public ImmutableDictionary<TaskId, TaskState> After(ImmutableArray<RecordedEvent> recorded) => _tasks.Values
        .Select(task => (task.Id, State: task.After(recorded)))
        .Where(task => task.State is not null)
        .ToImmutableDictionary(task => task.Id, task => task.State!);
}
