using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>Decides that the task will not be done.</summary>
internal static class CancelTaskAct
{
    public static Decision<TaskEvent> Decide(TaskState? state, CommandContext context) => state switch
    {
        not { Deleted: false } => TaskRefusals.Absent(state),
        { Status: WorkStatus.Cancelled } => TaskRefusals.AlreadyCancelled,
        _ => StatusChange.Of(state, WorkStatus.Cancelled, context),
    };
}
