using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Groups;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Relations;

/// <summary>
/// Says whether tasks may be related, and relates them. It takes leave to edit both; to take a relation away, leave for
/// the one whose relation it is, or whoever lost the other task from sight could never be rid of it.
/// </summary>
/// <param name="alsoInTrash">Whether the other task may lie in the trash, where it keeps its relations.</param>
internal sealed class TaskRelating(
    PermittedActs permits, TaskDrafts drafts, CommandContext context, bool alsoInTrash = false)
{
    private readonly RelationEdges _edges = new(drafts);

    /// <summary>Leave to edit a task.</summary>
    public async Task<Refusal?> AskAsync(TaskDraft task)
    {
        var leave = await permits.AskAsync(task.State, new PermitRequest(context.Caller, ListAct.Edit));
        if (!leave.Succeeded)
            return leave.Refusal;
        drafts.Guard(leave.Value);
        return null;
    }

    /// <summary>Relates a task to another one.</summary>
    /// <param name="field">The field of the request that names the other one.</param>
    public async Task<Refusal?> RelateAsync(TaskDraft task, RelationKind kind, TaskId otherId, string field)
    {
        await drafts.LoadAsync([otherId]);
        switch (kind)
        {
            case RelationKind.Parent:
                return await PlaceAsync(task, otherId, field);
            case RelationKind.Subtask:
                return await AskOtherAsync(task, otherId, field)
                    ?? await PlaceAsync(drafts[otherId], task.Id, field);
        }

        if (await AskOtherAsync(task, otherId, field) is { } refusal)
            return refusal;
        var other = drafts[otherId];
        if (kind.IsOrdered() && await ClosesCircleAsync(task, kind, other) is { } circle)
            return circle;
        return await _edges.AddAsync(task, kind, other);
    }

    /// <summary>Takes a relation that the task has away.</summary>
    public async Task UnrelateAsync(TaskDraft task, RelationKind kind, TaskId otherId)
    {
        await drafts.LoadAsync([otherId]);
        await _edges.RemoveAsync(task, kind, drafts[otherId]);
    }

    /// <summary>Gives the task a parent, or none. One that has a parent leaves it for the other one.</summary>
    public async Task<Refusal?> PlaceAsync(TaskDraft task, TaskId? parentId, string field)
    {
        var old = task.State!.ParentId;
        if (old == parentId)
            return null;
        if (old is { } left)
            await UnrelateAsync(task, RelationKind.Parent, left);
        if (parentId is not { } id)
            return null;
        await drafts.LoadAsync([id]);
        if (await AskOtherAsync(task, id, field) is { } refusal)
            return refusal;
        var parent = drafts[id];
        if (parent.State!.ListId != task.State.ListId)
            return RelationRefusals.OtherList;
        var order = (await drafts.OrderAsync(task.State.ListId)).State;
        var ancestry = order.Ancestry(id);
        if (ancestry.IndexOf(task.Id) is var at and >= 0)
            return RelationRefusals.Cycle([.. ancestry[..(at + 1)], id]);
        var levels = HasSubtasks(task) ? order.Levels(task.Id) : 1;
        return ancestry.Length + levels > TaskBounds.SubtaskLevelsMax
            ? RelationRefusals.TooDeep
            : await _edges.AddAsync(task, RelationKind.Parent, parent);
    }

    private async Task<Refusal?> ClosesCircleAsync(TaskDraft task, RelationKind kind, TaskDraft other)
    {
        if (other.State!.ListId != task.State!.ListId)
            return RelationRefusals.OtherList;
        var (from, to) = kind.LeadsOn() ? (task.Id, other.Id) : (other.Id, task.Id);
        var order = await drafts.OrderAsync(task.State.ListId);
        var way = order.State.BlockingWay(to, from);
        return way.IsEmpty ? null : RelationRefusals.Cycle([.. way, to]);
    }

    private async Task<Refusal?> AskOtherAsync(TaskDraft task, TaskId id, string field)
    {
        if (id == task.Id)
            return Refusal.OfField(field, "is the task itself");
        var other = drafts[id];
        if (await AskAsync(other) is { } refusal)
            return refusal.Kind == RefusalKind.NotFound ? RelationRefusals.NoOther(field) : refusal;
        var isThere = alsoInTrash ? other.State is { Purged: false } : other.State is { Deleted: false };
        return isThere ? null : RelationRefusals.NoOther(field);
    }

    private static bool HasSubtasks(TaskDraft task) =>
        task.State!.Relations.Any(relation => relation.Kind == RelationKind.Subtask);
}
