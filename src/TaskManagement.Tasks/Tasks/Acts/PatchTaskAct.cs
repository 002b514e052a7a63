using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Tasks.Scheduling;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>Changes fields by a merge patch. What it leaves the same gives no event.</summary>
internal static class PatchTaskAct
{
    public static TaskAct Of(PatchTask command, CommandContext context) => new(
        state => new PermitRequest(
            context.Caller,
            ListAct.Edit,
            NewSection(state, command),
            Labels: NewLabels(state, command),
            Attributes: command.Attributes.HasValue
                ? TaskFields.Written(command.Attributes.Value, isNew: false)
                : null),
        state => Decide(state, command, context));

    public static Decision<TaskEvent> Decide(TaskState? state, PatchTask command, CommandContext context)
    {
        if (state is not { Deleted: false } task)
            return TaskRefusals.Absent(state);
        var errors = new FieldErrors();
        var patched = Patch(errors, task, command, context);
        var status = TaskFields.Status(errors, command.Status.Or(task.Status));
        if (errors.ToRefusal() is { } refusal)
            return refusal;
        var changes = Decision<TaskEvent>.Unchanged.Events;
        var (before, after) = (Differing(task, patched), Differing(patched, task));
        if (before != after)
            changes = changes.Add(new TaskDetailsChanged(task.Id, task.ListId, before, after));
        if (command.Archived.Or(task.Archived) is var archived && archived != task.Archived)
            changes = changes.Add(new TaskArchived(task.Id, task.ListId, task.Archived, archived));
        if (status == task.Status)
            return changes;
        var turn = StatusChange.Of(patched, status, context);
        return turn with { Events = [.. changes, .. turn.Events] };
    }

    /// <summary>
    /// What the list must have. What the task has already may be gone from the list, and must not stand in the way of
    /// a client that sends back what it read.
    /// </summary>
    private static ImmutableArray<LabelId> NewLabels(TaskState? state, PatchTask command) =>
        command.Labels is { HasValue: true, Value: { IsDefault: false } labels }
            ? [.. labels.Except(state?.Labels ?? [])]
            : [];

    private static SectionId? NewSection(TaskState? state, PatchTask command) =>
        command.SectionId.Or(null) is { } section && section != state?.SectionId ? section : null;

    /// <summary>
    /// The task with the patch in it. A task that changes its section goes to the end of the new one.
    /// </summary>
    private static TaskState Patch(FieldErrors errors, TaskState task, PatchTask command, CommandContext context)
    {
        var section = command.SectionId.Or(task.SectionId);
        var patched = task with
        {
            Title = command.Title.HasValue ? TaskFields.Title(errors, command.Title.Value) : task.Title,
            Description = command.Description.HasValue
                ? TaskFields.Description(errors, command.Description.Value)
                : task.Description,
            Priority = TaskFields.Priority(errors, command.Priority.Or(task.Priority)),
            StartDate = command.StartDate.Or(task.StartDate),
            DueDate = command.DueDate.Or(task.DueDate),
            DueTimeZone = command.DueTimeZone.Or(task.DueTimeZone),
            Labels = command.Labels.HasValue ? TaskFields.Labels(errors, command.Labels.Value) : task.Labels,
            Attributes = command.Attributes.HasValue
                ? TaskFields.Attributes(errors, task.Attributes, command.Attributes.Value)
                : task.Attributes,
            SectionId = section,
            Position = section == task.SectionId ? task.Position : Position.AtEnd(context.At, context.Id.Value),
        };
        TaskFields.Dates(errors, patched.StartDate, patched.DueDate, patched.DueTimeZone);
        return Reschedule(errors, patched, command);
    }

    private static TaskState Reschedule(FieldErrors errors, TaskState patched, PatchTask command)
    {
        var (recurrence, reminders) = (patched.Schedule.Recurrence, patched.Schedule.Reminders);
        if (command.Recurrence.HasValue)
        {
            recurrence = RecurrenceFields.Check(
                errors, patched, RecurrenceFields.Merge(recurrence, command.Recurrence.Value));
        }

        if (command.Reminders.HasValue)
            reminders = ReminderFields.Check(errors, command.Reminders.Value);
        var rescheduled = patched with
        {
            Schedule = patched.Schedule with { Recurrence = recurrence, Reminders = reminders },
        };
        RecurrenceFields.CheckDates(errors, rescheduled);
        ReminderFields.CheckDates(errors, rescheduled);
        return rescheduled;
    }

    /// <summary>The fields of one state that differ from those of the other.</summary>
    private static TaskDetails Differing(TaskState shown, TaskState other) => new(
        When(shown.Title != other.Title, shown.Title),
        When(shown.Description != other.Description, shown.Description),
        When(shown.Priority != other.Priority, shown.Priority),
        When(shown.StartDate != other.StartDate, shown.StartDate),
        When(shown.DueDate != other.DueDate, shown.DueDate),
        When(shown.DueTimeZone != other.DueTimeZone, shown.DueTimeZone),
        When(!shown.Labels.SequenceEqual(other.Labels), shown.Labels),
        When(!AttributesJson.AreEqual(shown.Attributes, other.Attributes), shown.Attributes),
        When(shown.SectionId != other.SectionId, shown.SectionId),
        When(shown.Position != other.Position, shown.Position),
        When(shown.Schedule.Recurrence != other.Schedule.Recurrence, shown.Schedule.Recurrence),
        When(!shown.Schedule.Reminders.SequenceEqual(other.Schedule.Reminders), shown.Schedule.Reminders));

    private static Optional<T> When<T>(bool differs, T value) => differs ? new Optional<T>(true, value) : default;
}
