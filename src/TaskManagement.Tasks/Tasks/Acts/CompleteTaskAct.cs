using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>Marks the task done.</summary>
internal static class CompleteTaskAct
{
    public static Decision<TaskEvent> Decide(TaskState? state, CommandContext context) => state switch
    {
        not { Deleted: false } => TaskRefusals.Absent(state),
        { Status: WorkStatus.Done } => TaskRefusals.AlreadyCompleted,
        _ => StatusChange.Of(state, WorkStatus.Done, context),
    };
}
