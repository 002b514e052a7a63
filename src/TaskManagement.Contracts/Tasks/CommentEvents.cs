using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Tasks;

/// <summary>Events of the comments on a task, in the task's stream.</summary>
public abstract record CommentEvent : TaskEvent;

/// <summary>Someone commented.</summary>
/// <param name="AuthorId">The user; <c>null</c> for a comment that an import brought.</param>
/// <param name="ExternalAuthor">The author's name in the system that the comment was imported from.</param>
/// <param name="WrittenAt">The domain's date, UTC.</param>
/// <param name="ReplyTo">The comment that it replies to.</param>
[EventType("task.commented.v1")]
public sealed record TaskCommented(
    TaskId TaskId,
    ListId ListId,
    CommentId CommentId,
    UserId? AuthorId,
    Personal<string>? ExternalAuthor,
    string Text,
    DateTimeOffset WrittenAt,
    ImportSource? Source,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] CommentId? ReplyTo = null)
    : CommentEvent;

/// <summary>A comment was written anew.</summary>
/// <param name="OldEditedAt">When it had last been written anew; <c>null</c> where it had not.</param>
/// <param name="NewEditedAt">When it was now; <c>null</c> where an undo made it again what it was at first.</param>
[EventType("task.comment_edited.v1")]
public sealed record TaskCommentEdited(
    TaskId TaskId,
    ListId ListId,
    CommentId CommentId,
    string OldText,
    string NewText,
    DateTimeOffset? OldEditedAt,
    DateTimeOffset? NewEditedAt) : CommentEvent;

/// <summary>A comment was removed.</summary>
/// <param name="AuthorId">Whose it was; <c>null</c> for one that an import brought.</param>
/// <param name="Text">What it said.</param>
[EventType("task.comment_deleted.v1")]
public sealed record TaskCommentDeleted(
    TaskId TaskId, ListId ListId, CommentId CommentId, UserId? AuthorId, string Text) : CommentEvent;

/// <summary>A removed comment is back, as it was.</summary>
[EventType("task.comment_restored.v1")]
public sealed record TaskCommentRestored(
    TaskId TaskId, ListId ListId, CommentId CommentId, UserId? AuthorId, string Text) : CommentEvent;

/// <summary>A comment names members of the list whom it had not named before.</summary>
/// <param name="AuthorId">Who names them.</param>
/// <param name="UserIds">Whom; never the author. Handles are personal and stay out of the log.</param>
[EventType("task.mentioned.v1")]
public sealed record MentionedInComment(
    TaskId TaskId,
    ListId ListId,
    CommentId CommentId,
    string Title,
    UserId AuthorId,
    ImmutableArray<UserId> UserIds) : CommentEvent;
