using System.Collections.Immutable;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Tasks.Scheduling;

/// <summary>Checks when a task is to be reminded of.</summary>
internal static class ReminderFields
{
    private const string Field = "reminders";

    /// <summary>The reminders, each once, instants in UTC.</summary>
    public static ImmutableArray<TaskReminder> Check(FieldErrors errors, ImmutableArray<TaskReminder> wanted)
    {
        // A client may have sent null in place of one.
        var given = wanted.IsDefault ? [] : wanted.RemoveAll(one => one is null);
        if (!wanted.IsDefault && given.Length < wanted.Length)
            errors.Add(Field, "holds null; leave it out");
        ImmutableArray<TaskReminder> reminders =
            [.. given.Select(one => one with { At = one.At?.ToUniversalTime() }).Distinct()];
        if (reminders.Length > TaskBounds.RemindersMax)
            errors.Add(Field, $"has {reminders.Length} reminders; keep to {TaskBounds.RemindersMax}");
        foreach (var reminder in reminders)
            Check(errors, reminder);
        return reminders;
    }

    /// <summary>What counts from the due date needs one.</summary>
    public static void CheckDates(FieldErrors errors, TaskState task)
    {
        if (task.DueDate is null && task.Schedule.Reminders.Any(reminder => reminder.MinutesBeforeDue.HasValue))
            errors.Add(Field, "with minutesBeforeDue need a dueDate; give one, or an instant (at)");
    }

    private static void Check(FieldErrors errors, TaskReminder reminder)
    {
        if (reminder.At.HasValue == reminder.MinutesBeforeDue.HasValue)
            errors.Add(Field, "must each have either at (an instant) or minutesBeforeDue");
        if (reminder.MinutesBeforeDue is < 0 or > TaskBounds.ReminderMinutesMax)
            errors.Add(Field, $"must have a minutesBeforeDue of 0 to {TaskBounds.ReminderMinutesMax}");
        if (reminder.At is { Year: < TaskBounds.YearMin or > TaskBounds.YearMax })
            errors.Add(Field, $"must lie in the years {TaskBounds.YearMin} to {TaskBounds.YearMax}");
    }
}
