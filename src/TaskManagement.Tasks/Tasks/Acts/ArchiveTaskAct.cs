using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>Puts the task out of sight, or brings it back.</summary>
internal static class ArchiveTaskAct
{
    public static Decision<TaskEvent> Decide(TaskState? state, ArchiveTask command)
    {
        if (state is not { Deleted: false } task)
            return TaskRefusals.Absent(state);
        return task.Archived == command.Archived
            ? Decision<TaskEvent>.Unchanged
            : new TaskArchived(task.Id, task.ListId, task.Archived, command.Archived);
    }
}
