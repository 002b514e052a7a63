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
    public static Decision<TaskEvent> Decide(TaskState? state, TaskId id, ImportTask command, CommandContext context)
    {
        if (state is not null)
            return Decision<TaskEvent>.Unchanged;
        var errors = new FieldErrors();
        TaskFields.Dates(errors, start: null, command.DueDate, zone: null);
        var created = new TaskCreated(
            id,
            command.ListId,
            command.SectionId,
            TaskFields.Title(errors, command.Title),
            TaskFields.Description(errors, command.Description),
            WorkStatus.Todo,
            Priority: 0,
            StartDate: null,
            command.DueDate,
            DueTimeZone: null,
            AssigneeId: null,
            context.Caller.UserId,
            TaskFields.Labels(errors, command.Labels),
            Attributes: null,
            Position.AtEnd(context.At, id.Value, command.Index),
            command.Archived,
            command.CreatedAt.ToUniversalTime(),
            command.Source);
        var comments = Comments(errors, created, command);
        if (errors.ToRefusal() is { } refusal)
            return refusal;
        var made = command.Done
            ? CreateTaskAct.Completed(created, context with { At = command.CompletedAt ?? context.At })
            : created;
        return made with { Events = made.Events.AddRange(comments) };
    }

    /// <summary>Under whose key the name of an author elsewhere is sealed.</summary>
    public static Guid SubjectOf(string system, string authorId) => DerivedId.FromParts("person", system, authorId);

    private static ImmutableArray<TaskEvent> Comments(FieldErrors errors, TaskCreated created, ImportTask command)
    {
        var comments = command.Comments.IsDefault ? [] : command.Comments;
        if (comments.Length > TaskBounds.CommentsMax)
            errors.Add("comments", $"has {comments.Length} comments; keep to {TaskBounds.CommentsMax}");
        return
        [
            .. comments
                .DistinctBy(comment => comment.SourceId)
                .OrderBy(comment => comment.WrittenAt)
                .Take(TaskBounds.CommentsMax)
                .Select(comment => Comment(errors, created, command.Source.System, comment)),
        ];
    }

    private static TaskCommented Comment(
        FieldErrors errors, TaskCreated created, string system, ImportedComment comment) => new(
        created.TaskId,
        created.ListId,
        new CommentId(DerivedId.FromParts("comment", created.TaskId.ToString(), system, comment.SourceId)),
        AuthorId: null,
        new Personal<string>(SubjectOf(system, comment.AuthorId), AuthorName(errors, comment)),
        TextRules.Required(errors, "comments", comment.Text, TaskBounds.CommentLengthMax),
        comment.WrittenAt.ToUniversalTime(),
        new ImportSource(system, comment.SourceId));

    private static string AuthorName(FieldErrors errors, ImportedComment comment) =>
        TextRules.Optional(errors, "comments", comment.AuthorName, ListBounds.NameLengthMax);
}
