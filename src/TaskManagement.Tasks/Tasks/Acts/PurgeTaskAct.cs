using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>Removes a task for good that lies in the trash, where it does so for long enough.</summary>
internal static class PurgeTaskAct
{
    public static Decision<TaskEvent> Decide(TaskState? state, DateTimeOffset? trashedUntil) => state switch
    {
        null or { Purged: true } => TaskRefusals.Absent(state),
        { DeletedAt: { } at } task when at <= (trashedUntil ?? at) =>
            new TaskPurged(task.Id, task.ListId, task.Version),
        _ => TaskRefusals.NotDeleted,
    };
}
