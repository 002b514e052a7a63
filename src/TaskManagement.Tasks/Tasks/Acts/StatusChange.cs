using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>Which event tells of a change of status: done is special, for the numbers count it.</summary>
internal static class StatusChange
{
    /// <param name="at">When the command was taken.</param>
    public static TaskEvent Of(TaskState task, WorkStatus wanted, DateTimeOffset at) => (task.Status, wanted) switch
    {
        (_, WorkStatus.Done) => new TaskCompleted(
            task.Id,
            task.ListId,
            task.Title,
            task.Status,
            task.AssigneeId,
            task.CreatorId,
            task.CreatedAt,
            NotBefore(task.CreatedAt, at)),
        (WorkStatus.Done, _) => new TaskReopened(
            task.Id, task.ListId, task.Status, wanted, task.AssigneeId, task.CreatedAt, task.CompletedAt),
        _ => new TaskStatusChanged(task.Id, task.ListId, task.Status, wanted),
    };

    // Clocks of front ends differ; a task that is done before it was made would spoil every average.
    private static DateTimeOffset NotBefore(DateTimeOffset created, DateTimeOffset at) =>
        at < created ? created : at.ToUniversalTime();
}
