using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>Puts the task into the trash.</summary>
internal static class DeleteTaskAct
{
    public static Decision<TaskEvent> Decide(TaskState? state) => state is { Deleted: false } task
        ? new TaskDeleted(task.Id, task.ListId, task.Status, task.AssigneeId, task.CreatedAt, task.CompletedAt)
        : TaskRefusals.Absent(state);
}
