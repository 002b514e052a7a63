using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Relations;
using TaskManagement.Tasks.Undo;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>
/// Takes an act back by events that do the opposite, the last one first, as far as they are of the task alone. Where
/// something has been changed since, the act stays: taking it back would lose that.
/// </summary>
internal static class UndoTaskAct
{
    public static Decision<TaskEvent> Decide(TaskState? state, PastAct act)
    {
        if (state is not { } task)
            return TaskRefusals.NotFound;
        if (Collisions(task, act) is { Count: > 0 } fields)
            return UndoRefusals.Collides(fields);
        var events = ImmutableArray.CreateBuilder<TaskEvent>();
        events.Add(new TaskUndone(task.Id, task.ListId, act.FirstVersion, act.LastVersion));
        if (LeavesItsList(act) && task.Relations.Any(relation => relation.Kind.IsOrdered()))
            return RelationRefusals.TiedToList;
        foreach (var recorded in act.Events.Reverse().Where(one => !TaskOpposites.LeavesNothing(one.Event)))
        {
            if (TaskOpposites.Of(task, recorded.Event) is not { } opposite)
                return UndoRefusals.CannotBeUndone;
            events.Add(opposite);
            task = TaskEvolution.Evolve(task, opposite, new EventMetadata(task.UpdatedAt, null));
        }

        return state.Deleted && task.Deleted ? TaskRefusals.Absent(state) : events.ToImmutable();
    }

    private static bool LeavesItsList(PastAct act) =>
        act.Events.Any(recorded => recorded.Event is TaskMoved moved && moved.OldListId != moved.ListId);

    /// <summary>What the list is asked: it must still have whom and what the act took away.</summary>
    public static PermitRequest Request(Caller caller, TaskState now, TaskState after) => new(
        caller,
        CommentOpposites.Needed(caller, now, after),
        after.SectionId == now.SectionId ? null : after.SectionId,
        after.AssigneeId == now.AssigneeId ? null : after.AssigneeId,
        [.. after.Labels.Except(now.Labels)]);

    /// <summary>
    /// Creation is taken back only where nothing has come of the task since, for that would go to the trash with it.
    /// </summary>
    private static ImmutableDictionary<string, string> Collisions(TaskState task, PastAct act)
    {
        var fields = act.Events.SelectMany(recorded => TaskOpposites.Changed(task, recorded.Event));
        if (act.Events.Any(recorded => recorded.Event is TaskCreated))
        {
            fields = fields.Concat(act.Later.SelectMany(
                recorded => TaskHistory.Changes(recorded.Event).Select(change => change.Field)));
        }

        return fields.Distinct().ToImmutableDictionary(
            field => field, field => $"was changed {act.LaterVersions(TaskHistory.Changes, field)}");
    }
}
