using System.Collections.Immutable;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Relations;

/// <summary>
/// Which tasks of a list come before which. Neither graph ever holds a circle. Snapshots keep it as JSON.
/// </summary>
/// <param name="Blocks">Per task those that have to wait for it.</param>
/// <param name="Parents">Per subtask its parent.</param>
/// <param name="Version">Of its stream.</param>
internal sealed record TaskOrder(
    ImmutableDictionary<TaskId, ImmutableHashSet<TaskId>> Blocks,
    ImmutableDictionary<TaskId, TaskId> Parents,
    long Version)
{
    /// <summary>Raise it whenever the shape above changes: snapshots of another schema are not read.</summary>
    public const int SnapshotSchema = 1;

    /// <summary>Before the first event.</summary>
    public static TaskOrder Empty { get; } = new(
        ImmutableDictionary<TaskId, ImmutableHashSet<TaskId>>.Empty, ImmutableDictionary<TaskId, TaskId>.Empty, 0);

    /// <summary>The state after one more event.</summary>
    public TaskOrder Evolve(TaskOrderEvent @event)
    {
        var next = @event switch
        {
            TaskOrderEdgeAdded { Kind: RelationKind.Blocks } e => this with
            {
                Blocks = Blocks.SetItem(e.FromId, BlockedBy(e.FromId).Add(e.ToId)),
            },
            TaskOrderEdgeRemoved { Kind: RelationKind.Blocks } e => this with
            {
                Blocks = Without(e.FromId, e.ToId),
            },
            TaskOrderEdgeAdded { Kind: RelationKind.Subtask } e => this with
            {
                Parents = Parents.SetItem(e.ToId, e.FromId),
            },
            TaskOrderEdgeRemoved { Kind: RelationKind.Subtask } e => this with { Parents = Parents.Remove(e.ToId) },
            _ => throw new InvalidOperationException($"{@event} cannot be event {Version + 1} of an order."),
        };
        return next with { Version = Version + 1 };
    }

    /// <summary>A way along which one task blocks another, ends included; empty where there is none.</summary>
    public ImmutableArray<TaskId> BlockingWay(TaskId from, TaskId to)
    {
        var cameFrom = new Dictionary<TaskId, TaskId> { [from] = from };
        var waiting = new Queue<TaskId>([from]);
        while (waiting.TryDequeue(out var task))
        {
            if (task == to)
                return Way(cameFrom, from, to);
            foreach (var next in BlockedBy(task).Where(next => cameFrom.TryAdd(next, task)))
                waiting.Enqueue(next);
        }

        return [];
    }

    /// <summary>The task, its parent, the parent's parent and so on.</summary>
    public ImmutableArray<TaskId> Ancestry(TaskId task)
    {
        var way = ImmutableArray.CreateBuilder<TaskId>();
        for (TaskId? at = task; at is { } one; at = Parents.TryGetValue(one, out var parent) ? parent : null)
            way.Add(one);
        return way.ToImmutable();
    }

    /// <summary>How many levels of tasks there are from a task down; 1 for one without subtasks.</summary>
    public int Levels(TaskId task)
    {
        var children = Parents.ToLookup(edge => edge.Value, edge => edge.Key);
        var levels = 0;
        for (TaskId[] level = [task]; level.Length > 0; level = [.. level.SelectMany(one => children[one])])
            levels++;
        return levels;
    }

    private ImmutableHashSet<TaskId> BlockedBy(TaskId task) => Blocks.GetValueOrDefault(task, []);

    private ImmutableDictionary<TaskId, ImmutableHashSet<TaskId>> Without(TaskId from, TaskId to) =>
        BlockedBy(from).Remove(to) is { IsEmpty: false } rest ? Blocks.SetItem(from, rest) : Blocks.Remove(from);

    private static ImmutableArray<TaskId> Way(Dictionary<TaskId, TaskId> cameFrom, TaskId from, TaskId to)
    {
        var way = new Stack<TaskId>([to]);
        while (way.Peek() != from)
            way.Push(cameFrom[way.Peek()]);
        return [.. way];
    }
}
