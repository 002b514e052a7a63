using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>Gives the task to someone, or takes it away. That they are a member is the list's to say.</summary>
internal static class AssignTaskAct
{
    public static TaskAct Of(AssignTask command, CommandContext context) => new(
        _ => new PermitRequest(context.Caller, ListAct.Edit, AssigneeId: command.AssigneeId),
        state => Decide(state, command));

    public static Decision<TaskEvent> Decide(TaskState? state, AssignTask command)
    {
        if (state is not { Deleted: false } task)
            return TaskRefusals.Absent(state);
        if (task.AssigneeId == command.AssigneeId)
            return Decision<TaskEvent>.Unchanged;
        return new TaskAssigned(
            task.Id,
            task.ListId,
            task.Title,
            task.AssigneeId,
            command.AssigneeId,
            task.Status,
            task.CreatedAt,
            task.CompletedAt);
    }
}
