using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Log;

namespace TaskManagement.Tasks.Tasks;

/// <summary>The leave of both lists for a move, and what they say of themselves.</summary>
internal sealed class MovePermits(IGrainFactory grains, Caller caller, MoveTask command)
{
    /// <summary>The list that the task is in.</summary>
    public ListDescription From { get; private set; } = ListDescription.Empty;

    /// <summary>The list that it is to be in.</summary>
    public ListDescription To { get; private set; } = ListDescription.Empty;

    /// <summary>Asks both; whoever may not see the first learns nothing of the task.</summary>
    public async Task<Result<ImmutableArray<StreamGuard>>> AskAsync(TaskState? task)
    {
        if (task is null)
            return TaskRefusals.NotFound;
        var target = command.ListId ?? task.ListId;
        var stays = target == task.ListId;
        var section = command.SectionId.Or(null);
        var first = await AuthorizeAsync(task.ListId, stays && section != task.SectionId ? section : null, !stays);
        if (!first.Succeeded)
            return first.Refusal.Kind == RefusalKind.NotFound ? TaskRefusals.NotFound : first.Refusal;
        From = To = first.Value.Description ?? ListDescription.Empty;
        var guard = new StreamGuard(StreamNames.Of(task.ListId), first.Value.GuardVersion);
        if (stays)
            return ImmutableArray.Create(guard);
        var second = await AuthorizeAsync(target, section, describe: true);
        if (!second.Succeeded)
            return second.Refusal;
        To = second.Value.Description ?? ListDescription.Empty;
        return ImmutableArray.Create(guard, new StreamGuard(StreamNames.Of(target), second.Value.GuardVersion));
    }

    private async Task<Result<ListPermit>> AuthorizeAsync(ListId list, SectionId? section, bool describe) =>
        await grains.GetGrain<ITaskListGrain>(list.Value).Authorize(
            new PermitRequest(caller, ListAct.Edit, section, Describe: describe));
}
