using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
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
        var tasks = await group.ExecuteAsync(async drafts =>
        {
            // The task may have left the list since the front end looked.
            var list = drafts[task].State?.ListId ?? new ListId(this.GetPrimaryKey());
            if (_order?.List != list)
                _order = new TaskOrderStream(log, list);
            var permits = new PermittedActs(GrainFactory, log, places);
            return await new RelationAct(permits, drafts, _order, context).DecideAsync(drafts[task], command);
        });
        return tasks.Succeeded ? tasks.Value[task].ToItem() : tasks.Refusal;
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
