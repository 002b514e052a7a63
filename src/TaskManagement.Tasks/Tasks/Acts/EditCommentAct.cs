using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>Writes a comment anew, which its author alone may.</summary>
internal static class EditCommentAct
{
    /// <param name="mentioned">The members of the list whom the new text names.</param>
    public static Decision<TaskEvent> Decide(
        TaskState? state, EditComment command, CommandContext context, ImmutableArray<UserId> mentioned = default)
    {
        if (state is not { Deleted: false } task)
            return TaskRefusals.Absent(state);
        if (task.Comments.Find(one => one.Id == command.CommentId) is not { } comment)
            return TaskRefusals.CommentNotFound;
        if (comment.AuthorId != context.Caller.UserId)
            return TaskRefusals.CommentNotYours;
        var errors = new FieldErrors();
        var text = TextRules.Required(errors, "text", command.Text, TaskBounds.CommentLengthMax);
        if (errors.ToRefusal() is { } refusal)
            return refusal;
        if (text == comment.Text)
            return Decision<TaskEvent>.Unchanged;
        if (context.IfVersion is { } expected && expected != comment.ChangedVersion)
            return Refusals.Stale(comment.ChangedVersion);
        var edited = new TaskCommentEdited(
            task.Id, task.ListId, comment.Id, comment.Text, text, comment.EditedAt, context.At.ToUniversalTime());
        ImmutableArray<TaskEvent> events =
            [edited, .. CommentMentions.Of(task, comment.Id, comment.Mentioned, mentioned, context.Caller.UserId)];
        return events;
    }
}
