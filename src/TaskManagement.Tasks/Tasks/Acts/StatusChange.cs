using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Tasks.Scheduling;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>
/// What a change of status comes to: done is special, for the numbers count it, and a task that recurs makes its next
/// occurrence in the same append.
/// </summary>
internal static class StatusChange
{
    public static Decision<TaskEvent> Of(TaskState task, WorkStatus wanted, CommandContext context) =>
        (task.Status, wanted) switch
        {
            (_, WorkStatus.Done) => Done(task, context),
            (WorkStatus.Done, _) => new TaskReopened(
                task.Id, task.ListId, task.Status, wanted, task.AssigneeId, task.CreatedAt, task.CompletedAt),
            _ => new TaskStatusChanged(task.Id, task.ListId, task.Status, wanted),
        };

    private static Decision<TaskEvent> Done(TaskState task, CommandContext context)
    {
        var completedAt = NotBefore(task.CreatedAt, context.At);
        var next = NextTask.After(task, context, completedAt);
        var completed = new TaskCompleted(
            task.Id,
            task.ListId,
            task.Title,
            task.Status,
            task.AssigneeId,
            task.CreatorId,
            task.CreatedAt,
            completedAt,
            next?.TaskId);
        return new Decision<TaskEvent>([completed], null) { Companions = next is null ? [] : [Made(next, context)] };
    }

    private static Companion Made(TaskCreated next, CommandContext context) => new(
        new StreamAppend(StreamNames.Of(next.TaskId), 0, [next]),
        TaskRows.Of(TaskEvolution.Evolve(null, next, EventMetadata.Pending(context))));

    // Clocks of front ends differ; a task that is done before it was made would spoil every average.
    private static DateTimeOffset NotBefore(DateTimeOffset created, DateTimeOffset at) =>
        at < created ? created : at.ToUniversalTime();
}
