using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Groups;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Relations;

/// <summary>
/// Decides over relations. To relate tasks one must be allowed to edit both; to take a relation away, the one whose
/// relation it is, or whoever lost the other task from sight could never be rid of it.
/// </summary>
internal sealed class RelationAct(
    PermittedActs permits, TaskDrafts drafts, TaskOrderStream stream, CommandContext context)
{
    private readonly RelationEdges _edges = new(drafts);

    public async Task<Refusal?> DecideAsync(TaskDraft task, RelationCommand command)
    {
        if (context.IfVersion is { } expected && expected != task.CommittedVersion)
            return await AskAsync(task) ?? Refusals.Stale(task.CommittedVersion);
        if ((command is PlaceTask { Also: { } also } ? await AlsoAsync(task, also) : await AskAsync(task)) is { } no)
            return no;
        if (task.State is not { Deleted: false })
            return TaskRefusals.Absent(task.State);
        var order = await stream.ReadAsync();
        var refusal = command switch
        {
            RelateTask { Kind: RelationKind.Parent } relate => await PlaceAsync(order, task, relate.OtherId, "taskId"),
            RelateTask { Kind: RelationKind.Subtask } relate => await TakeInAsync(order, task, relate.OtherId),
            RelateTask relate => await RelateAsync(order, task, relate),
            UnrelateTask unrelate => Unrelate(task, unrelate),
            PlaceTask place => await PlaceAsync(order, task, place.ParentId, "parentId"),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "No such command."),
        };
        if (refusal is null && _edges.Count > 0)
            drafts.Add(stream.Append(order, _edges.Events));
        return refusal;
    }

    private async Task<Refusal?> RelateAsync(TaskOrder order, TaskDraft task, RelateTask command)
    {
        if (await AskOtherAsync(task, command.OtherId, "taskId") is { } refusal)
            return refusal;
        var other = drafts[command.OtherId];
        if (command.Kind.IsOrdered() && other.State!.ListId != task.State!.ListId)
            return RelationRefusals.OtherList;
        var (from, to) = command.Kind.LeadsOn() ? (task.Id, other.Id) : (other.Id, task.Id);
        if (command.Kind.IsOrdered() && order.BlockingWay(to, from) is { IsEmpty: false } way)
            return RelationRefusals.Cycle([.. way, to]);
        return _edges.Add(task, command.Kind, other);
    }

    private async Task<Refusal?> TakeInAsync(TaskOrder order, TaskDraft parent, TaskId child) =>
        await AskOtherAsync(parent, child, "taskId")
        ?? await PlaceAsync(order, drafts[child], parent.Id, "taskId");

    /// <summary>A task that has a parent leaves it for the other one.</summary>
    private async Task<Refusal?> PlaceAsync(TaskOrder order, TaskDraft task, TaskId? parentId, string field)
    {
        var old = task.State!.ParentId;
        if (old == parentId)
            return null;
        if (old is { } left)
        {
            await drafts.LoadAsync([left]);
            _edges.Remove(task, RelationKind.Parent, drafts[left]);
        }

        if (parentId is not { } id)
            return null;
        if (await AskOtherAsync(task, id, field) is { } refusal)
            return refusal;
        var parent = drafts[id];
        if (parent.State!.ListId != task.State.ListId)
            return RelationRefusals.OtherList;
        var ancestry = order.Ancestry(id);
        if (ancestry.IndexOf(task.Id) is var at and >= 0)
            return RelationRefusals.Cycle([.. ancestry[..(at + 1)], id]);
        var levels = HasSubtasks(task) ? order.Levels(task.Id) : 1;
        return ancestry.Length + levels > TaskBounds.SubtaskLevelsMax
            ? RelationRefusals.TooDeep
            : _edges.Add(task, RelationKind.Parent, parent);
    }

    private Refusal? Unrelate(TaskDraft task, UnrelateTask command)
    {
        if (!task.State!.Relations.Contains(new TaskRelation(command.Kind, command.OtherId)))
            return RelationRefusals.NotFound;
        _edges.Remove(task, command.Kind, drafts[command.OtherId]);
        return null;
    }

    private async Task<Refusal?> AlsoAsync(TaskDraft task, TaskCommand command)
    {
        var act = await permits.OfAsync(task.Id, command, context);
        if (!act.Succeeded)
            return act.Refusal;
        var leave = await act.Value.Ask(task.State);
        if (!leave.Succeeded)
            return leave.Refusal;
        drafts.Guard(leave.Value);
        var decision = act.Value.Decide(task.State);
        drafts.Add(task, decision);
        return decision.Refusal;
    }

    private async Task<Refusal?> AskAsync(TaskDraft task)
    {
        var leave = await permits.AskAsync(task.State, new PermitRequest(context.Caller, ListAct.Edit));
        if (!leave.Succeeded)
            return leave.Refusal;
        drafts.Guard(leave.Value);
        return null;
    }

    private async Task<Refusal?> AskOtherAsync(TaskDraft task, TaskId id, string field)
    {
        if (id == task.Id)
            return Refusal.OfField(field, "is the task itself");
        var other = drafts[id];
        if (await AskAsync(other) is { } refusal)
            return refusal.Kind == RefusalKind.NotFound ? RelationRefusals.NoOther(field) : refusal;
        return other.State is { Deleted: false } ? null : RelationRefusals.NoOther(field);
    }

    private static bool HasSubtasks(TaskDraft task) =>
        task.State!.Relations.Any(relation => relation.Kind == RelationKind.Subtask);
}
