using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>Comments on the task.</summary>
internal static class CommentOnTaskAct
{
    /// <summary>The id of the comment that a command makes.</summary>
    public static CommentId CommentIdOf(CommandContext context) => new(context.Id.NewId("comment"));

    /// <param name="mentioned">The members of the list whom the text names.</param>
    public static Decision<TaskEvent> Decide(
        TaskState? state, CommentOnTask command, CommandContext context, ImmutableArray<UserId> mentioned = default)
    {
        if (state is not { Deleted: false } task)
            return TaskRefusals.Absent(state);
        var errors = new FieldErrors();
        var text = TextRules.Required(errors, "text", command.Text, TaskBounds.CommentLengthMax);
        if (command.ReplyTo is { } other && !task.Comments.Exists(comment => comment.Id == other))
            errors.Add("replyTo", "is no comment of this task");
        if (errors.ToRefusal() is { } refusal)
            return refusal;
        var id = CommentIdOf(context);
        if (task.Comments.Exists(comment => comment.Id == id))
            return Decision<TaskEvent>.Unchanged;
        if (task.Comments.Count + task.RemovedComments.Count >= TaskBounds.CommentsMax)
            return TaskRefusals.CommentsFull;
        var commented = new TaskCommented(
            task.Id,
            task.ListId,
            id,
            context.Caller.UserId,
            ExternalAuthor: null,
            text,
            context.At.ToUniversalTime(),
            Source: null,
            command.ReplyTo);
        ImmutableArray<TaskEvent> events =
            [commented, .. CommentMentions.Of(task, id, told: [], mentioned, context.Caller.UserId)];
        return events;
    }
}
