using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>Removes a comment: its author may, and owners of the list may remove anyone's.</summary>
internal static class DeleteCommentAct
{
    public static Decision<TaskEvent> Decide(
        TaskState? state, DeleteComment command, ListRole role, CommandContext context)
    {
        if (state is not { Deleted: false } task)
            return TaskRefusals.Absent(state);
        if (task.Comments.Find(one => one.Id == command.CommentId) is not { } comment)
            return TaskRefusals.CommentNotFound;
        if (comment.AuthorId != context.Caller.UserId && role != ListRole.Owner)
            return TaskRefusals.CommentNotYours;
        if (context.IfVersion is { } expected && expected != comment.ChangedVersion)
            return Refusals.Stale(comment.ChangedVersion);
        return new TaskCommentDeleted(task.Id, task.ListId, comment.Id, comment.AuthorId, comment.Text);
    }
}
