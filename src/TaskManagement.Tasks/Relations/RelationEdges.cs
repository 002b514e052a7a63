using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Groups;

namespace TaskManagement.Tasks.Relations;

/// <summary>Writes relations to both tasks, and to the order of their list where they mean something for it.</summary>
internal sealed class RelationEdges(TaskDrafts drafts)
{
    /// <summary>Relates two tasks, unless they are.</summary>
    public async Task<Refusal?> AddAsync(TaskDraft task, RelationKind kind, TaskDraft other)
    {
        if (task.State!.Relations.Contains(new TaskRelation(kind, other.Id)))
            return null;
        if (IsFull(task) || IsFull(other))
            return RelationRefusals.Full;
        Write(task, new TaskRelated(task.Id, task.State.ListId, kind, other.Id));
        Write(other, new TaskRelated(other.Id, other.State!.ListId, kind.Opposite(), task.Id));
        if (kind.IsOrdered())
        {
            var (from, to) = kind.LeadsOn() ? (task, other) : (other, task);
            var order = await drafts.OrderAsync(task.State.ListId);
            order.Add(new TaskOrderEdgeAdded(task.State.ListId, Forward(kind), from.Id, to.Id));
        }

        return null;
    }

    /// <summary>Takes a relation away, whatever has become of the other task.</summary>
    public async Task RemoveAsync(TaskDraft task, RelationKind kind, TaskDraft other)
    {
        Write(task, new TaskUnrelated(task.Id, task.State!.ListId, kind, other.Id));
        await SeverAsync(task, kind, other);
    }

    /// <summary>Takes a relation away from the other task alone, where this one will not be any more.</summary>
    public async Task SeverAsync(TaskDraft task, RelationKind kind, TaskDraft other)
    {
        Write(other, new TaskUnrelated(other.Id, other.State!.ListId, kind.Opposite(), task.Id));
        if (!kind.IsOrdered())
            return;
        var (from, to) = kind.LeadsOn() ? (task, other) : (other, task);
        var order = await drafts.OrderAsync(task.State!.ListId);
        order.Add(new TaskOrderEdgeRemoved(task.State.ListId, Forward(kind), from.Id, to.Id));
    }

    private static RelationKind Forward(RelationKind kind) => kind.LeadsOn() ? kind : kind.Opposite();

    private static bool IsFull(TaskDraft task) => task.State!.Relations.Length >= TaskBounds.RelationsMax;

    private void Write(TaskDraft task, TaskEvent @event) => drafts.Add(task, (Decision<TaskEvent>)@event);
}
