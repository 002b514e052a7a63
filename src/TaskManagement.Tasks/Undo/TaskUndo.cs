using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Groups;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;

namespace TaskManagement.Tasks.Undo;

/// <summary>
/// Takes an act of a task back, with what it did to others. It takes leave of the list that the task is in, and of the
/// one that it goes back to, which must still have whom and what the act took away.
/// </summary>
internal sealed class TaskUndo(PermittedActs permits, IEventLog log, TaskDrafts drafts, CommandContext context)
{
    public async Task<Refusal?> DecideAsync(TaskDraft task, long? version)
    {
        var here = await permits.AskAsync(task.State, new PermitRequest(context.Caller, ListAct.Edit));
        if (!here.Succeeded)
            return here.Refusal;
        if (task.State is { Purged: true })
            return TaskRefusals.Purged;
        drafts.Guard(here.Value);
        var past = await log.ReadStreamBackwardsAsync(
            StreamNames.Of(task.Id), task.CommittedVersion + 1, PastAct.EventsMax);
        var found = PastAct.Find(past, version);
        if (!found.Succeeded)
            return found.Refusal;
        return await TakeBackAsync(task, found.Value)
            ?? await new OccurrenceUndo(permits, log, drafts, context).TakeBackAsync(found.Value)
            ?? await new RelationUndo(permits, log, drafts, context).TakeBackAsync(task, found.Value);
    }

    /// <summary>What is of the task alone.</summary>
    private async Task<Refusal?> TakeBackAsync(TaskDraft task, PastAct act)
    {
        var before = task.State!;
        var decision = UndoTaskAct.Decide(before, act);
        if (decision.Refusal is { } refusal)
            return refusal;
        var after = decision.Events.Aggregate(before, (state, @event) =>
            TaskEvolution.Evolve(state, @event, EventMetadata.Pending(context)));
        var there = await permits.AskAsync(after.ListId, UndoTaskAct.Request(context.Caller, before, after));
        if (!there.Succeeded)
            return there.Refusal;
        drafts.Guard(there.Value);
        drafts.Add(task, decision);
        return null;
    }
}
