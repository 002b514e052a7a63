using System.Collections.Immutable;
using NodaTime;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Recurrence;

namespace TaskManagement.Tasks.Tasks.Scheduling;

/// <summary>
/// The task that the completion of one that recurs makes: the same again, later. Its dates, and reminders at instants,
/// keep their distance on the clock; its comments stay where they are.
/// </summary>
internal sealed class NextTask
{
    private readonly TaskState _task;
    private readonly DateTimeZone _zone;
    private readonly LocalDateTime _from;
    private readonly LocalDateTime _to;

    private NextTask(TaskState task, DateTimeZone zone, LocalDateTime from, LocalDateTime to)
    {
        (_task, _zone, _from, _to) = (task, zone, from, to);
    }

    /// <summary>The next one; <c>null</c> where there is none, or one has been made.</summary>
    /// <param name="context">The command that completes it.</param>
    /// <param name="completedAt">When it is done.</param>
    public static TaskCreated? After(TaskState task, CommandContext context, DateTimeOffset completedAt)
    {
        if (task.Schedule is not { Recurrence: { } recurrence, NextTaskId: null } schedule
            || (task.DueDate ?? task.StartDate) is not { } date)
            return null;
        if (RecurrenceFields.SeriesOf(task, recurrence, date) is not { } series)
            return null;
        var completed = Instant.FromDateTimeOffset(completedAt);
        var next = recurrence.AfterCompletion ? series.AfterCompletion(completed) : series.NextAfter(completed);
        if (next is not { } occurrence || occurrence.Local.Year > TaskBounds.YearMax)
            return null;
        var rule = series.Rule with { Count = series.Rule.Count - (occurrence.Number - 1) };
        return new NextTask(task, series.Zone, series.Start, occurrence.Local)
            .Make(context, recurrence with { Rule = rule.ToString() });
    }

    private TaskCreated Make(CommandContext context, TaskRecurrence recurrence)
    {
        var id = new TaskId(context.Id.NewId("next occurrence"));
        var skipped = _task.Schedule.SkippedTimes;
        var start = Shift(_task.StartDate, skipped?.StartDate, out var startSkipped);
        var due = Shift(_task.DueDate, skipped?.DueDate, out var dueSkipped);
        return new TaskCreated(
            id,
            _task.ListId,
            _task.SectionId,
            _task.Title,
            _task.Description,
            WorkStatus.Todo,
            _task.Priority,
            start,
            due,
            _task.DueTimeZone,
            _task.AssigneeId,
            _task.CreatorId,
            _task.Labels,
            _task.Attributes,
            Position.AtEnd(context.At, id.Value),
            Archived: false,
            context.At.ToUniversalTime(),
            Source: null,
            recurrence,
            Reminders(),
            PreviousTaskId: _task.Id,
            startSkipped is null && dueSkipped is null ? null : new SkippedTimes(startSkipped, dueSkipped));
    }

    private ImmutableArray<TaskReminder> Reminders() => _task.Schedule.Reminders.IsEmpty
        ? default
        : [.. _task.Schedule.Reminders.Select(reminder => reminder with { At = Shift(reminder.At) })];

    private DateTimeOffset? Shift(DateTimeOffset? instant) =>
        Shift(instant is null ? null : new TaskDate(instant, null), null, out _)?.Instant;

    /// <param name="alsoSkipped">The time that clocks skip on the later date too, where they do.</param>
    private TaskDate? Shift(TaskDate? date, DateTime? skipped, out DateTime? alsoSkipped)
    {
        alsoSkipped = null;
        if (date is not { } earlier)
            return null;
        var distance = Period.Between(
            _from, LocalDates.Of(earlier, _zone, skipped), PeriodUnits.Days | PeriodUnits.AllTimeUnits);
        var later = _to.Plus(distance);
        alsoSkipped = earlier.Day.HasValue ? null : LocalDates.SkippedAt(later, _zone);
        return LocalDates.ToDate(later, _zone, earlier);
    }
}
