using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Groups;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;

namespace TaskManagement.Tasks.Undo;

/// <summary>
/// Takes back the next occurrence that a completion made, or brings it back with the completion. One that somebody has
/// worked on stays, and with it the completion: there would be two of the task otherwise.
/// </summary>
internal sealed class OccurrenceUndo(PermittedActs permits, IEventLog log, TaskDrafts drafts, CommandContext context)
{
    public async Task<Refusal?> TakeBackAsync(PastAct act)
    {
        foreach (var recorded in act.Events)
        {
            var refusal = recorded.Event switch
            {
                TaskCompleted { NextTaskId: { } made } => await RemoveAsync(made),
                TaskReopened { OldNextTaskId: { } removed } => await BringBackAsync(removed),
                _ => null,
            };
            if (refusal is not null)
                return refusal;
        }

        return null;
    }

    private async Task<Refusal?> RemoveAsync(TaskId id)
    {
        await drafts.LoadAsync([id]);
        if (drafts[id] is not { State.Deleted: false } next)
            return null;
        if (await IsTouchedAsync(id))
            return UndoRefusals.NextTouched(id);
        return await ActAsync(next, DeleteTaskAct.Decide(next.State));
    }

    private async Task<Refusal?> BringBackAsync(TaskId id)
    {
        await drafts.LoadAsync([id]);
        if (drafts[id] is not { State.Purged: false } next)
            return UndoRefusals.OtherGone(id);
        return next.State.Deleted ? await ActAsync(next, RestoreTaskAct.Decide(next.State)) : null;
    }

    private async Task<Refusal?> ActAsync(TaskDraft next, Decision<TaskEvent> decision)
    {
        var leave = await permits.AskAsync(next.State, new PermitRequest(context.Caller, ListAct.Edit));
        if (!leave.Succeeded)
            return UndoRefusals.OtherGone(next.Id);
        drafts.Guard(leave.Value);
        drafts.Add(next, decision);
        return decision.Refusal;
    }

    /// <summary>What the system says of dates is nobody's work, and neither is the way to the trash and back.</summary>
    private async Task<bool> IsTouchedAsync(TaskId id)
    {
        var events = await log.ReadStreamAsync(StreamNames.Of(id));
        return events.Any(one => one.Stored.Actor is not null
            && one.Stored.CommandId != events[0].Stored.CommandId
            && one.Event is not (TaskDeleted or TaskRestored or TaskUndone));
    }
}
