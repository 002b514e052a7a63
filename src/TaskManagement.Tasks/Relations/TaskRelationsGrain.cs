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
    private TaskOrderStream? _order;

    public async Task<Result<TaskItem>> Act(CommandContext context, TaskId task, RelationCommand command)
    {
        var group = new TaskGroup(log, GrainFactory, context, [.. TasksOf(task, command)]);
        var tasks = await group.ExecuteAsync(drafts =>
        {
            // The task may have left the list since the front end looked.
            var order = OrderOf(drafts[task].State?.ListId ?? List);
            return new RelationAct(Permits, drafts, order, context).DecideAsync(drafts[task], command);
        });
        return tasks.Succeeded ? tasks.Value[task].ToItem() : tasks.Refusal;
    }

    public async Task<Result<ImmutableArray<TaskImportOutcome>>> Import(
        CommandContext context, ImmutableArray<ImportTask> tasks)
    {
        ImmutableArray<(TaskId Id, ImportTask Command)> named =
            [.. tasks.Select(task => (ImportIds.TaskOf(List, task.Source), task with { ListId = List }))];
        var others = tasks.SelectMany(task => task.Relations).Select(relation => relation.TaskId);
        var all = named.Select(task => task.Id).Concat(others).Distinct();
        var group = new TaskGroup(log, GrainFactory, context, [.. all]);
        var states = await group.ExecuteAsync(drafts =>
            new ImportAct(Permits, drafts, OrderOf(List), context).DecideAsync(named));
        if (!states.Succeeded)
            return states.Refusal;
        var outcomes = await Task.WhenAll(named.Select(task => OutcomeAsync(context, states.Value[task.Id])));
        return outcomes.ToImmutableArray();
    }

    private ListId List => new(this.GetPrimaryKey());

    private PermittedActs Permits => new(GrainFactory, log, places);

    private TaskOrderStream OrderOf(ListId list) =>
        _order?.List == list ? _order : _order = new TaskOrderStream(log, list);

    /// <summary>A task is new where this command began its stream; a repetition has to say the same again.</summary>
    private async Task<TaskImportOutcome> OutcomeAsync(CommandContext context, TaskState task)
    {
        var events = await log.ReadStreamAsync(StreamNames.Of(task.Id), 0, limit: 1);
        return events[0].Stored.CommandId == context.Id.Value
            ? new TaskImportOutcome(task.Id, Imported: true, task.Comments.Count)
            : new TaskImportOutcome(task.Id, Imported: false, Comments: 0);
    }

    private static IEnumerable<TaskId> TasksOf(TaskId task, RelationCommand command)
    {
        TaskId? other = command switch
        {
            RelateTask relate => relate.OtherId,
            UnrelateTask unrelate => unrelate.OtherId,
            PlaceTask place => place.ParentId,
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "No such command."),
        };
        return other is { } one ? [task, one] : [task];
    }
}
