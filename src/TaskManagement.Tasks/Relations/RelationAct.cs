using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Groups;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Undo;

namespace TaskManagement.Tasks.Relations;

/// <summary>Decides the acts of a task that others have a part in.</summary>
internal sealed class RelationAct(PermittedActs permits, IEventLog log, TaskDrafts drafts, CommandContext context)
{
    private readonly TaskRelating _relating = new(permits, drafts, context);

    /// <summary>An act that others have a part in.</summary>
    public async Task<Refusal?> DecideAsync(TaskDraft task, RelationCommand command)
    {
        if (await StaleAsync(task) is { } stale)
            return stale;
        if (command is TakeBack back)
            return await new TaskUndo(permits, log, drafts, context).DecideAsync(task, back.Version);
        var also = (command as PlaceTask)?.Also;
        if ((also is null ? await _relating.AskAsync(task) : await AlsoAsync(task, also)) is { } no)
            return no;
        if (task.State is not { Deleted: false })
            return TaskRefusals.Absent(task.State);
        return command switch
        {
            RelateTask relate => await _relating.RelateAsync(task, relate.Kind, relate.OtherId, "taskId"),
            UnrelateTask unrelate => await UnrelateAsync(task, unrelate),
            PlaceTask place => await _relating.PlaceAsync(task, place.ParentId, "parentId"),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "No such command."),
        };
    }

    /// <summary>An act of the task alone, among others of the same append.</summary>
    public async Task<Refusal?> DecideAsync(TaskDraft task, TaskCommand command) =>
        await StaleAsync(task) ?? await AlsoAsync(task, command);

    private async Task<Refusal?> StaleAsync(TaskDraft task) =>
        context.IfVersion is { } expected && expected != task.CommittedVersion
            ? await _relating.AskAsync(task) ?? Refusals.Stale(task.CommittedVersion)
            : null;

    private async Task<Refusal?> UnrelateAsync(TaskDraft task, UnrelateTask command)
    {
        if (!task.State!.Relations.Contains(new TaskRelation(command.Kind, command.OtherId)))
            return RelationRefusals.NotFound;
        await _relating.UnrelateAsync(task, command.Kind, command.OtherId);
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
}
