using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>
/// Makes a task of another system, with its comments. One that is there, even deleted, stays as it is.
/// </summary>
internal static class ImportTaskAct
{
    /// <summary>What its list is asked.</summary>
    public static PermitRequest Request(ImportTask command, CommandContext context) => new(
        context.Caller,
        ListAct.Edit,
        command.SectionId,
        command.AssigneeId,
        command.Labels,
        // Values have to fit; that a field is required here, the other system could not know.
        Attributes: command.Attributes is { } attributes ? new AttributesWrite(attributes, IsWhole: false) : null);

    public static Decision<TaskEvent> Decide(TaskState? state, TaskId id, ImportTask command, CommandContext context)
    {
        if (state is not null)
            return Decision<TaskEvent>.Unchanged;
        var errors = new FieldErrors();
        var status = TaskFields.Status(
            errors, command.Status ?? (command.Done ? WorkStatus.Done : WorkStatus.Todo));
        var created = Created(errors, id, command, context, status == WorkStatus.Done ? WorkStatus.Todo : status);
        var comments = ImportedComments.Of(errors, created, command);
        if (errors.ToRefusal() is { } refusal)
            return refusal;
        var made = status == WorkStatus.Done
            ? Completed(created, context with { At = command.CompletedAt ?? context.At })
            : created;
        return made with { Events = made.Events.AddRange(comments) };
    }

    private static TaskCreated Created(
        FieldErrors errors, TaskId id, ImportTask command, CommandContext context, WorkStatus status)
    {
        TaskFields.Dates(errors, command.StartDate, command.DueDate, command.DueTimeZone);
        var created = new TaskCreated(
            id,
            command.ListId,
            command.SectionId,
            TaskFields.Title(errors, command.Title),
            TaskFields.Description(errors, command.Description),
            status,
            TaskFields.Priority(errors, command.Priority),
            command.StartDate,
            command.DueDate,
            command.DueTimeZone,
            command.AssigneeId,
            context.Caller.UserId,
            TaskFields.Labels(errors, command.Labels),
            TaskFields.Attributes(errors, command.Attributes),
            Position.AtEnd(context.At, id.Value, command.Index),
            command.Archived,
            command.CreatedAt.ToUniversalTime(),
            command.Source,
            command.Recurrence,
            command.Reminders);
        return CreateTaskAct.Scheduled(errors, created);
    }

    /// <summary>Made, then completed; without a next occurrence, for that is in the import too.</summary>
    private static Decision<TaskEvent> Completed(TaskCreated created, CommandContext context) =>
        CreateTaskAct.Completed(created, context, recurs: false);
}
