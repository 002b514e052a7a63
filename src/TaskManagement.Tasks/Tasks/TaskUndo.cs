using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Tasks.Acts;
using TaskManagement.Tasks.Undo;

namespace TaskManagement.Tasks.Tasks;

/// <summary>
/// Finds what is to be taken back, and asks for leave: of the list that the task is in, and of the one that it goes
/// back to, which must still have whom and what the act took away.
/// </summary>
internal sealed class TaskUndo(IGrainFactory grains, IEventLog log, CommandContext context, UndoTask command)
{
    private PastAct? _act;

    /// <summary>The guards of the lists asked.</summary>
    public async Task<Result<ImmutableArray<StreamGuard>>> AskAsync(TaskState? state)
    {
        if (state is not { } task)
            return TaskRefusals.NotFound;
        var here = await AuthorizeAsync(task, new PermitRequest(context.Caller, ListAct.Edit));
        if (!here.Succeeded)
            return here.Refusal.Kind == RefusalKind.NotFound ? TaskRefusals.NotFound : here.Refusal;
        var past = await log.ReadStreamBackwardsAsync(StreamNames.Of(task.Id), task.Version + 1, PastAct.EventsMax);
        var act = PastAct.Find(past, command.Version);
        if (!act.Succeeded)
            return act.Refusal;
        _act = act.Value;
        var events = Decide(task).Events;
        var after = events.Aggregate(task, (then, @event) => TaskEvolution.Evolve(then, @event, Unrecorded));
        var there = await AuthorizeAsync(after, UndoTaskAct.Request(context.Caller, task, after));
        if (!there.Succeeded)
            return there.Refusal;
        return after.ListId == task.ListId
            ? ImmutableArray.Create(there.Value)
            : ImmutableArray.Create(here.Value, there.Value);
    }

    /// <summary>The decision on the state that leave was asked for.</summary>
    public Decision<TaskEvent> Decide(TaskState? state) =>
        _act is { } act ? UndoTaskAct.Decide(state, act) : TaskRefusals.Absent(state);

    private static EventMetadata Unrecorded { get; } = new(default, null);

    private async Task<Result<StreamGuard>> AuthorizeAsync(TaskState task, PermitRequest request)
    {
        var permit = await grains.GetGrain<ITaskListGrain>(task.ListId.Value).Authorize(request);
        return permit.Succeeded
            ? new StreamGuard(StreamNames.Of(task.ListId), permit.Value.GuardVersion)
            : permit.Refusal;
    }
}
