using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Groups;
using TaskManagement.Tasks.Relations;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Batches;

/// <summary>
/// A batch that is carried out whole or not at all. Each command is decided on what those before it decided; the place
/// beside a neighbour, and the act that an undo takes back, are those from before the batch.
/// </summary>
internal sealed class AtomicBatch(
    IEventLog log, IGrainFactory grains, Places places, CommandContext context, TaskBatch batch)
{
    private readonly PermittedActs _permits = new(grains, places);

    public async Task<Result<TaskBatchOutcome>> ExecuteAsync()
    {
        var group = new TaskGroup(
            log, new TaskStreams(log), grains, context, [.. batch.Commands.Select(command => command.TaskId)]);
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
        var own = BatchedCommand.ContextOf(context, index) with { IfVersion = command.IfVersion };
        var act = new RelationAct(_permits, log, drafts, own);
        var task = drafts[command.TaskId];
        return command.OfSeveral is { } several
            ? await act.DecideAsync(task, several)
            : await act.DecideAsync(task, command.Command);
    }
}
