using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Tasks.Scheduling;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>Makes a task at the end of its section.</summary>
internal static class CreateTaskAct
{
    public static TaskAct Of(TaskId id, CreateTask command, CommandContext context) => new(
        _ => new PermitRequest(
            context.Caller,
            ListAct.Edit,
            command.SectionId,
            command.AssigneeId,
            command.Labels,
            Attributes: TaskFields.Written(command.Attributes, isNew: true)),
        state => Decide(state, id, command, context))
    {
        List = command.ListId,
    };

    public static Decision<TaskEvent> Decide(TaskState? state, TaskId id, CreateTask command, CommandContext context)
    {
        if (state is not null)
            return TaskRefusals.AlreadyExists;
        var errors = new FieldErrors();
        var status = TaskFields.Status(errors, command.Status ?? WorkStatus.Todo);
        TaskFields.Dates(errors, command.StartDate, command.DueDate, command.DueTimeZone);
        var created = new TaskCreated(
            id,
            command.ListId,
            command.SectionId,
            TaskFields.Title(errors, command.Title),
            TaskFields.Description(errors, command.Description),
            status == WorkStatus.Done ? WorkStatus.Todo : status,
            TaskFields.Priority(errors, command.Priority ?? 0),
            command.StartDate,
            command.DueDate,
            command.DueTimeZone,
            command.AssigneeId,
            context.Caller.UserId,
            TaskFields.Labels(errors, command.Labels),
            TaskFields.Attributes(errors, command.Attributes),
            Position.AtEnd(context.At, id.Value),
            Archived: false,
            context.At.ToUniversalTime(),
            Source: null,
            command.Recurrence,
            command.Reminders);
        created = Scheduled(errors, created);
        if (errors.ToRefusal() is { } refusal)
            return refusal;
        return status == WorkStatus.Done ? Completed(created, context) : created;
    }

    /// <summary>A task that is done from the start: made, then completed, so that completions have one event.</summary>
    /// <param name="recurs">Whether its completion makes the next occurrence.</param>
    internal static Decision<TaskEvent> Completed(TaskCreated created, CommandContext context, bool recurs = true)
    {
        var open = Open(recurs ? created : created with { Recurrence = null });
        var done = StatusChange.Of(open, WorkStatus.Done, context);
        return done with { Events = [created, .. done.Events] };
    }

    /// <summary>With its recurrence and reminders in the form that is kept.</summary>
    internal static TaskCreated Scheduled(FieldErrors errors, TaskCreated created)
    {
        var open = Open(created);
        RecurrenceFields.CheckDates(errors, open);
        ReminderFields.CheckDates(errors, open);
        var reminders = ReminderFields.Check(errors, created.Reminders);
        return created with
        {
            Recurrence = RecurrenceFields.Check(errors, open, created.Recurrence),
            Reminders = reminders.IsEmpty ? default : reminders,
        };
    }

    private static TaskState Open(TaskCreated created) =>
        TaskEvolution.Evolve(null, created, new EventMetadata(created.CreatedAt, created.CreatorId));
}
