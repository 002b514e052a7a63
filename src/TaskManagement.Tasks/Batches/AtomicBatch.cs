using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Groups;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Batches;

/// <summary>
/// A batch that is carried out whole or not at all. Each command is decided on what those before it decided; the place
/// beside a neighbour, and the act that an undo takes back, are those from before the batch.
/// </summary>
internal sealed class AtomicBatch(
    IEventLog log, IGrainFactory grains, Places places, CommandContext context, TaskBatch batch)
{
    private readonly PermittedActs _acts = new(grains, log, places);

    public async Task<Result<TaskBatchOutcome>> ExecuteAsync()
    {
        var group = new TaskGroup(log, grains, context, [.. batch.Commands.Select(command => command.TaskId)]);
        var tasks = await group.ExecuteAsync(DecideAsync);
        return tasks.Succeeded
            ? new TaskBatchOutcome(
                [.. batch.Commands.Select(command => (Result<TaskItem>)tasks.Value[command.TaskId].ToItem())])
            : tasks.Refusal;
    }

    private async Task<Refusal?> DecideAsync(TaskDrafts drafts)
    {
        for (var index = 0; index < batch.Commands.Length; index++)
        {
            if (await DecideAsync(drafts, index) is { } refusal)
                return BatchRefusals.At(index, refusal);
        }

        return null;
    }

    private async Task<Refusal?> DecideAsync(TaskDrafts drafts, int index)
    {
        var command = batch.Commands[index];
        var task = drafts[command.TaskId];
        var act = await _acts.OfAsync(task.Id, command.Command, BatchedCommand.ContextOf(context, index));
        if (!act.Succeeded)
            return act.Refusal;
        var leave = await act.Value.Ask(task.State);
        if (!leave.Succeeded)
            return leave.Refusal;
        drafts.Guard(leave.Value);
        if (command.IfVersion is { } expected && expected != task.CommittedVersion)
            return Refusals.Stale(task.CommittedVersion);
        var decision = act.Value.Decide(task.State);
        drafts.Add(task, decision);
        return decision.Refusal;
    }
}
