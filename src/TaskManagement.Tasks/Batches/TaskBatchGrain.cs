using System.Collections.Immutable;
using Orleans.Concurrency;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Batches;

/// <summary>Carries out batches: command by command, or all or nothing.</summary>
[GrainType("task-batch"), StatelessWorker, Reentrant]
internal sealed class TaskBatchGrain(IEventLog log, Places places) : Grain, ITaskBatchGrain
{
    public async Task<Result<TaskBatchOutcome>> Act(CommandContext context, TaskBatch batch)
    {
        if (batch.Commands.IsDefaultOrEmpty || batch.Commands.Length > TaskBounds.BatchCommandsMax)
            return BatchRefusals.Size(batch);
        return batch.Atomic
            ? await new AtomicBatch(log, GrainFactory, places, context, batch).ExecuteAsync()
            : await EachAsync(context, batch);
    }

    /// <summary>
    /// Each command is one of its own: those of a task one after another, those of different tasks side by side.
    /// </summary>
    private async Task<TaskBatchOutcome> EachAsync(CommandContext context, TaskBatch batch)
    {
        var results = new Result<TaskItem>[batch.Commands.Length];
        await Task.WhenAll(Enumerable.Range(0, results.Length)
            .GroupBy(index => batch.Commands[index].TaskId)
            .Select(OneAfterAnotherAsync));
        return new TaskBatchOutcome([.. results]);

        async Task OneAfterAnotherAsync(IEnumerable<int> indexes)
        {
            foreach (var index in indexes)
            {
                var command = batch.Commands[index];
                results[index] = await SendAsync(
                    BatchedCommand.ContextOf(context, index) with { IfVersion = command.IfVersion }, command);
            }
        }
    }

    /// <summary>What goes to the relations of one list takes its turn there, and not side by side.</summary>
    private Task<Result<TaskItem>> SendAsync(CommandContext context, BatchedCommand command)
    {
        if (command.OfSeveral is not { } several)
            return GrainFactory.GetGrain<ITaskGrain>(command.TaskId.Value).Act(context, command.Command);
        var key = (command.Command as CreateTask)?.ListId.Value ?? command.TaskId.Value;
        return GrainFactory.GetGrain<ITaskRelationsGrain>(key).Act(context, command.TaskId, several);
    }
}
