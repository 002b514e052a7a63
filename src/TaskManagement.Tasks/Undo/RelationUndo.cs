using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Groups;
using TaskManagement.Tasks.Relations;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Undo;

/// <summary>
/// Takes relations back on both sides, as if somebody took them away or related the tasks again: with the same leave,
/// and never to a circle. A subtask that was taken from another parent goes back there, whichever of the three the act
/// is taken back from.
/// </summary>
internal sealed class RelationUndo(PermittedActs permits, IEventLog log, TaskDrafts drafts, CommandContext context)
{
    private readonly TaskRelating _relating = new(permits, drafts, context, alsoInTrash: true);
    private readonly HashSet<TaskId> _named = [];

    public async Task<Refusal?> TakeBackAsync(TaskDraft task, PastAct act)
    {
        _named.Add(task.Id);
        foreach (var recorded in act.Events.Reverse())
        {
            var refusal = recorded.Event is TaskRelated { Kind: RelationKind.Subtask }
                or TaskUnrelated { Kind: RelationKind.Subtask }
                    ? await MoveBackAsync(OtherOf(recorded)!.Value, recorded.Stored.CommandId)
                    : await TakeBackAsync(task, recorded);
            if (refusal is not null)
                return refusal;
        }

        return null;
    }

    private static TaskId? OtherOf(RecordedEvent recorded) => recorded.Event switch
    {
        TaskRelated e => e.OtherId,
        TaskUnrelated e => e.OtherId,
        _ => null,
    };

    /// <summary>What a command did to the parent of a subtask is told by the subtask's own events.</summary>
    private async Task<Refusal?> MoveBackAsync(TaskId subtask, Guid command)
    {
        await NameAsync(subtask, command);
        foreach (var recorded in (await PastAsync(subtask, command)).Where(IsOfParent))
        {
            if (await TakeBackAsync(drafts[subtask], recorded) is { } refusal)
                return refusal;
        }

        return null;
    }

    private async Task<Refusal?> TakeBackAsync(TaskDraft task, RecordedEvent recorded)
    {
        if (OtherOf(recorded) is not { } other)
            return null;
        if (task.State is null || TaskOpposites.Changed(task.State, recorded.Event).Any())
            return Collides(task);
        await NameAsync(other, recorded.Stored.CommandId);
        if (recorded.Event is not TaskUnrelated unrelated)
        {
            await _relating.UnrelateAsync(task, ((TaskRelated)recorded.Event).Kind, other);
            return null;
        }

        if (IsOfParent(recorded) && task.State.ParentId is not null)
            return Collides(task);
        var refusal = await _relating.RelateAsync(task, unrelated.Kind, other, "version");
        return refusal is { Kind: RefusalKind.Invalid } ? UndoRefusals.OtherGone(other) : refusal;
    }

    /// <summary>
    /// Says in another task too that the act is taken back, where all that it did there was of these relations. So an
    /// undo there leads further back, and not to the relation.
    /// </summary>
    private async Task NameAsync(TaskId id, Guid command)
    {
        await drafts.LoadAsync([id]);
        if (!_named.Add(id) || drafts[id] is not { State: not null } task)
            return;
        var events = await PastAsync(id, command);
        if (!events.IsEmpty && events.All(one => one.Event is TaskRelated or TaskUnrelated or TaskUndone))
        {
            drafts.Add(task, (Decision<TaskEvent>)new TaskUndone(
                id, task.State.ListId, events[^1].Stored.Version, events[0].Stored.Version));
        }
    }

    /// <summary>What a command did to a task, the last event first.</summary>
    private async Task<ImmutableArray<RecordedEvent>> PastAsync(TaskId id, Guid command)
    {
        var past = await log.ReadStreamBackwardsAsync(
            StreamNames.Of(id), drafts[id].CommittedVersion + 1, PastAct.EventsMax);
        return [.. past.Where(one => one.Stored.CommandId == command)];
    }

    private static bool IsOfParent(RecordedEvent recorded) =>
        recorded.Event is TaskRelated { Kind: RelationKind.Parent } or TaskUnrelated { Kind: RelationKind.Parent };

    private static Refusal Collides(TaskDraft task) => UndoRefusals.Collides(
        ImmutableDictionary<string, string>.Empty.Add("relations", $"of {task.Id} were changed later"));
}
