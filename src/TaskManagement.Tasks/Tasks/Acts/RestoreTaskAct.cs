using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>Takes the task out of the trash, as it was.</summary>
internal static class RestoreTaskAct
{
    public static Decision<TaskEvent> Decide(TaskState? state) => state switch
    {
        null or { Purged: true } => TaskRefusals.Absent(state),
        { Deleted: false } => TaskRefusals.NotDeleted,
        { } task => new TaskRestored(
            task.Id, task.ListId, task.Status, task.AssigneeId, task.CreatedAt, task.CompletedAt),
    };
}
