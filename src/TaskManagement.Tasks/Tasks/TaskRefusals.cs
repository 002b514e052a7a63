using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Tasks.Tasks;

/// <summary>Why a task says no.</summary>
internal static class TaskRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("task");

    public static Refusal Deleted { get; } = new("task_deleted", "The task has been deleted.", RefusalKind.NotFound);

    public static Refusal Purged { get; } = new(
        "task_purged", "The task was removed for good, and cannot come back.", RefusalKind.NotFound);

    public static Refusal AlreadyExists { get; } = new(
        "task_already_exists", "A task with this id exists. Use a new Idempotency-Key.", RefusalKind.Conflict);

    public static Refusal AlreadyCompleted { get; } = new(
        "task_already_completed", "The task is done already. Reopen it first.", RefusalKind.Conflict);

    public static Refusal NotCompleted { get; } = new(
        "task_not_completed", "The task is not done, so it cannot be reopened. Change its status instead.",
        RefusalKind.Conflict);

    public static Refusal AlreadyCancelled { get; } = new(
        "task_already_cancelled", "The task is cancelled already.", RefusalKind.Conflict);

    public static Refusal NotDeleted { get; } = new(
        "task_not_deleted", "The task is not in the trash.", RefusalKind.Conflict);

    public static Refusal NoRoom { get; } = new(
        "task_no_room",
        "There is no room for another task between these two. Move it elsewhere, or one of them first.",
        RefusalKind.Conflict);

    public static Refusal AttachmentNotFound { get; } = Refusals.NotFound("attachment");

    public static Refusal AttachmentsFull { get; } = new(
        "task_attachments_full",
        $"The task has {TaskBounds.AttachmentsMax} attachments, the most that it can hold. Take one off first.",
        RefusalKind.Conflict);

    public static Refusal CommentNotFound { get; } = Refusals.NotFound("comment");

    public static Refusal CommentNotYours { get; } = new(
        "comment_not_yours", "Only its author may change a comment; an owner of the list may delete it.",
        RefusalKind.Forbidden);

    public static Refusal CommentsFull { get; } = new(
        "task_comments_full",
        $"The task has {TaskBounds.CommentsMax} comments, the most that it can hold. Go on in another task.",
        RefusalKind.Conflict);

    public static Refusal SystemOnly { get; } = new(
        "forbidden", "The system says this by itself when the time comes.", RefusalKind.Forbidden);

    /// <summary>Why there is nothing to act on.</summary>
    public static Refusal Absent(TaskState? state) => state switch
    {
        null => NotFound,
        { Purged: true } => Purged,
        _ => Deleted,
    };
}
