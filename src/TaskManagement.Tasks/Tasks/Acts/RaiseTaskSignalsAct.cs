using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Tasks.Scheduling;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>
/// Says what a task's dates bring by now, each once per date; also late, where nobody could say it in time. What is
/// overdue is not soon due any more.
/// </summary>
internal static class RaiseTaskSignalsAct
{
    public static Decision<TaskEvent> Decide(TaskState? state, RaiseTaskSignals command, CommandContext context)
    {
        if (!context.Caller.IsSystem)
            return TaskRefusals.SystemOnly;
        if (state is not { Deleted: false } task)
            return TaskRefusals.Absent(state);
        var events = ImmutableArray.CreateBuilder<TaskEvent>();
        foreach (var (reminder, at) in TaskSignals.Reminders(task).OrderBy(one => one.At))
        {
            if (at <= context.At)
                events.Add(Reminded(task, reminder));
        }

        if (TaskSignals.Overdue(task) <= context.At)
            events.Add(Overdue(task));
        else if (TaskSignals.DueSoon(task)?.AddMinutes(-command.LeadMinutes) <= context.At)
            events.Add(DueSoon(task));
        return events.ToImmutable();
    }

    private static TaskReminded Reminded(TaskState task, TaskReminder reminder) => new(
        task.Id, task.ListId, task.Title, task.AssigneeId, task.CreatorId, reminder, task.DueDate, task.DueTimeZone);

    private static TaskDueSoon DueSoon(TaskState task) => new(
        task.Id,
        task.ListId,
        task.Title,
        task.AssigneeId,
        task.CreatorId,
        task.DueDate!.Value,
        task.DueTimeZone);

    private static TaskOverdue Overdue(TaskState task) => new(
        task.Id,
        task.ListId,
        task.Title,
        task.AssigneeId,
        task.CreatorId,
        task.DueDate!.Value,
        task.DueTimeZone);
}
