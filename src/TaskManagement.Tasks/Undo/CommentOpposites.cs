using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Undo;

/// <summary>The opposite of each event of a comment.</summary>
internal static class CommentOpposites
{
    /// <summary>The event that takes another back; <c>null</c> where none can.</summary>
    public static CommentEvent? Of(TaskState task, CommentEvent @event) => @event switch
    {
        TaskCommented e => new TaskCommentDeleted(task.Id, task.ListId, e.CommentId, e.AuthorId, e.Text),
        TaskCommentEdited e => new TaskCommentEdited(
            task.Id, task.ListId, e.CommentId, e.NewText, e.OldText, e.NewEditedAt, e.OldEditedAt),
        TaskCommentDeleted e => new TaskCommentRestored(task.Id, task.ListId, e.CommentId, e.AuthorId, e.Text),
        TaskCommentRestored e => new TaskCommentDeleted(task.Id, task.ListId, e.CommentId, e.AuthorId, e.Text),
        _ => null,
    };

    /// <summary>Whether the comment is still as an event left it.</summary>
    public static bool IsAsLeft(TaskState task, CommentEvent @event) => @event switch
    {
        TaskCommented e => Says(task, e.CommentId, e.Text),
        TaskCommentEdited e => Says(task, e.CommentId, e.NewText),
        TaskCommentRestored e => Says(task, e.CommentId, e.Text),
        TaskCommentDeleted e => task.RemovedComments.Exists(comment => comment.Id == e.CommentId),
        _ => true,
    };

    /// <summary>
    /// What the caller needs leave for: to change the comments of others is the owners' to allow, and so is to bring
    /// back what somebody else removed.
    /// </summary>
    public static ListAct Needed(Caller caller, TaskState now, TaskState after)
    {
        if (after.Deleted || ReferenceEquals(now.Comments, after.Comments))
            return ListAct.Edit;
        var changed = now.Comments.Except(after.Comments).Concat(after.Comments.Except(now.Comments)).ToArray();
        var foreign = changed.Any(comment => comment.AuthorId != caller.UserId)
            || now.RemovedComments.Except(after.RemovedComments).Any(comment => comment.RemovedById != caller.UserId);
        return foreign ? ListAct.Administer : ListAct.Edit;
    }

    private static bool Says(TaskState task, CommentId id, string text) =>
        task.Comments.Exists(comment => comment.Id == id && comment.Text == text);
}
