using System.Collections.Immutable;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Tasks.Scheduling;

/// <summary>When a task recurs, and when to remind of it. Beside the dates themselves.</summary>
internal sealed record TaskSchedule
{
    /// <summary>It does not recur, and reminds of nothing.</summary>
    public static TaskSchedule None { get; } = new();

    public TaskRecurrence? Recurrence { get; init; }

    public ImmutableArray<TaskReminder> Reminders { get; init; } = [];

    /// <summary>The next occurrence. A task makes one at most, however often it is reopened and completed.</summary>
    public TaskId? NextTaskId { get; init; }

    /// <summary>What clocks skip on its dates. It holds for those dates alone.</summary>
    public SkippedTimes? SkippedTimes { get; init; }

    /// <summary>Whether it was said that the task is due soon; of this due date.</summary>
    public bool DueSoonRaised { get; init; }

    /// <summary>Whether it was said that the task is overdue; of this due date.</summary>
    public bool OverdueRaised { get; init; }

    /// <summary>The reminders that have been given; those before a due date of this one.</summary>
    public ImmutableArray<TaskReminder> Reminded { get; init; } = [];

    /// <summary>The schedule after a change of fields. Another due date begins anew.</summary>
    public TaskSchedule After(TaskDetails details)
    {
        var reminders = details.Reminders.Or(Reminders);
        var isOtherDate = details.DueDate.HasValue || details.DueTimeZone.HasValue;
        return this with
        {
            Recurrence = details.Recurrence.Or(Recurrence),
            Reminders = reminders,
            DueSoonRaised = DueSoonRaised && !isOtherDate,
            OverdueRaised = OverdueRaised && !isOtherDate,
            Reminded =
                [.. Reminded.Where(one => reminders.Contains(one) && (one.At.HasValue || !isOtherDate))],
        };
    }
}
