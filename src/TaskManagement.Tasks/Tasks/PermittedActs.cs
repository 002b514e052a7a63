using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Tasks.Acts;

namespace TaskManagement.Tasks.Tasks;

/// <summary>An act that knows whom to ask.</summary>
/// <param name="Ask">
/// Asks for leave; its guards go into the append, so that the leave still holds at the commit.
/// </param>
/// <param name="Decide">The pure decision on the state that leave was asked for.</param>
internal sealed record PermittedAct(
    Func<TaskState?, Task<Result<ImmutableArray<StreamGuard>>>> Ask,
    Func<TaskState?, Decision<TaskEvent>> Decide);

/// <summary>Finds whose leave the acts of a task need, and asks for it.</summary>
internal sealed class PermittedActs(IGrainFactory grains, Places places)
{
    /// <summary>The act of a command.</summary>
    public async Task<Result<PermittedAct>> OfAsync(TaskId id, TaskCommand command, CommandContext context)
    {
        if (command is MoveTask move)
            return await MoveAsync(move, context);
        var act = TaskActs.Of(id, command, context);
        return new PermittedAct(
            state => act.List is { } list ? AskAsync(list, act.Request(state)) : AskAsync(state, act.Request(state)),
            act.Decide);
    }

    /// <summary>A list's leave.</summary>
    public async Task<Result<ImmutableArray<StreamGuard>>> AskAsync(ListId list, PermitRequest request)
    {
        var permit = await grains.GetGrain<ITaskListGrain>(list.Value).Authorize(request);
        return permit.Succeeded
            ? ImmutableArray.Create(new StreamGuard(StreamNames.Of(list), permit.Value.GuardVersion))
            : permit.Refusal;
    }

    /// <summary>The leave of the task's own list. Whoever may not see that learns nothing of the task.</summary>
    public async Task<Result<ImmutableArray<StreamGuard>>> AskAsync(TaskState? state, PermitRequest request)
    {
        if (state is not { } task)
            return TaskRefusals.NotFound;
        var leave = await AskAsync(task.ListId, request);
        return leave.Refusal is { Kind: RefusalKind.NotFound } ? TaskRefusals.NotFound : leave;
    }

    /// <summary>A move asks both lists, and needs to know what they have.</summary>
    private async Task<Result<PermittedAct>> MoveAsync(MoveTask command, CommandContext context)
    {
        var place = await places.OfAsync(command);
        if (!place.Succeeded)
            return place.Refusal;
        var lists = new MovePermits(grains, context.Caller, command);
        return new PermittedAct(
            lists.AskAsync,
            state => MoveTaskAct.Decide(state, command, place.Value, lists.From, lists.To, context));
    }
}
