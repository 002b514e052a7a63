using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Groups;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Relations;

/// <summary>
/// Changes relations of a list's tasks, one act at a time: they all write the list's order, and side by side they would
/// only be in each other's way.
/// </summary>
[GrainType("task-relations")]
internal sealed class TaskRelationsGrain(IEventLog log, Places places) : Grain, ITaskRelationsGrain
{
    private readonly TaskStreams _streams = new(log);

    public async Task<Result<TaskItem>> Act(CommandContext context, TaskId task, RelationCommand command)
    {
        var group = new TaskGroup(log, _streams, GrainFactory, context, [task]);
        var tasks = await group.ExecuteAsync(
            drafts => new RelationAct(Permits, log, drafts, context).DecideAsync(drafts[task], command));
        return tasks.Succeeded ? tasks.Value[task].ToItem() : tasks.Refusal;
    }

    public async Task<Result<ImmutableArray<TaskImportOutcome>>> Import(
        CommandContext context, ImmutableArray<ImportTask> tasks)
    {
        ImmutableArray<(TaskId Id, ImportTask Command)> named =
            [.. tasks.Select(task => (ImportIds.TaskOf(List, task.Source), task with { ListId = List }))];
        var others = tasks.SelectMany(task => task.Relations).Select(relation => relation.TaskId);
        var all = named.Select(task => task.Id).Concat(others).Distinct();
        var group = new TaskGroup(log, _streams, GrainFactory, context, [.. all]);
        var states = await group.ExecuteAsync(drafts =>
            new ImportAct(Permits, drafts, context).DecideAsync(named));
        if (!states.Succeeded)
            return states.Refusal;
        var outcomes = await Task.WhenAll(named.Select(task => OutcomeAsync(context, states.Value[task.Id])));
        return outcomes.ToImmutableArray();
    }

    private ListId List => new(this.GetPrimaryKey());

    private PermittedActs Permits => new(GrainFactory, places);

    /// <summary>A task is new where this command began its stream; a repetition has to say the same again.</summary>
    private async Task<TaskImportOutcome> OutcomeAsync(CommandContext context, TaskState task)
    {
        var events = await log.ReadStreamAsync(StreamNames.Of(task.Id), 0, limit: 1);
        return events[0].Stored.CommandId == context.Id.Value
            ? new TaskImportOutcome(task.Id, Imported: true, task.Comments.Count)
            : new TaskImportOutcome(task.Id, Imported: false, Comments: 0);
    }
}
