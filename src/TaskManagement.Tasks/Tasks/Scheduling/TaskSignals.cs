using System.Collections.Immutable;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Tasks.Tasks.Scheduling;

/// <summary>
/// What is to be said of a task's dates, and when. Nothing, of one that is done, cancelled or out of sight.
/// </summary>
internal static class TaskSignals
{
    /// <summary>When it is due, where it is yet to be said that this is soon.</summary>
    public static DateTimeOffset? DueSoon(TaskState task) =>
        IsOpen(task) && task is { DueDate: not null, Schedule: { DueSoonRaised: false, OverdueRaised: false } }
            ? DueInstant.Of(task.DueDate, task.DueTimeZone)
            : null;

    /// <summary>From when it is overdue, where that is yet to be said.</summary>
    public static DateTimeOffset? Overdue(TaskState task) =>
        IsOpen(task) && task is { DueDate: not null, Schedule.OverdueRaised: false }
            ? DueInstant.EndOf(task.DueDate, task.DueTimeZone)
            : null;

    /// <summary>The reminders that are yet to be given.</summary>
    public static ImmutableArray<(TaskReminder Reminder, DateTimeOffset At)> Reminders(TaskState task) =>
        IsOpen(task)
            ?
            [
                .. task.Schedule.Reminders
                    .Except(task.Schedule.Reminded)
                    .Select(reminder => (reminder, At(task, reminder))),
            ]
            : [];

    /// <summary>When the next of those is to be said whose time does not depend on whose task it is.</summary>
    public static DateTimeOffset? NextTimed(TaskState task) => Reminders(task)
        .Select(one => (DateTimeOffset?)one.At)
        .Append(Overdue(task))
        .Min();

    private static DateTimeOffset At(TaskState task, TaskReminder reminder) => reminder.At
        ?? DueInstant.Of(task.DueDate, task.DueTimeZone).AddMinutes(-reminder.MinutesBeforeDue!.Value);

    private static bool IsOpen(TaskState task) => task is
    {
        Deleted: false, Archived: false, Status: not (WorkStatus.Done or WorkStatus.Cancelled),
    };
}
