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

    public static Decision<TaskEvent> Decide(TaskState? state, CommentOnTask command, CommandContext context)
    {
        if (state is not { Deleted: false } task)
            return TaskRefusals.Absent(state);
        var errors = new FieldErrors();
        var text = TextRules.Required(errors, "text", command.Text, TaskBounds.CommentLengthMax);
        if (errors.ToRefusal() is { } refusal)
            return refusal;
        var id = CommentIdOf(context);
        if (task.Comments.Exists(comment => comment.Id == id))
            return Decision<TaskEvent>.Unchanged;
        if (task.Comments.Count >= TaskBounds.CommentsMax)
            return TaskRefusals.CommentsFull;
        return new TaskCommented(
            task.Id,
            task.ListId,
            id,
            context.Caller.UserId,
            ExternalAuthor: null,
            text,
            context.At.ToUniversalTime(),
            Source: null);
    }
}
