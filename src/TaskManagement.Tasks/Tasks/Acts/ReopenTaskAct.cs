using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>Takes a task that was done up again.</summary>
internal static class ReopenTaskAct
{
    public static Decision<TaskEvent> Decide(TaskState? state, CommandContext context) => state switch
    {
        not { Deleted: false } => TaskRefusals.Absent(state),
        { Status: not WorkStatus.Done } => TaskRefusals.NotCompleted,
        _ => StatusChange.Of(state, WorkStatus.Todo, context),
    };
}
