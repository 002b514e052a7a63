using TaskManagement.Api.Markup;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Tasks.Comments;

/// <summary>Comment on a task.</summary>
/// <param name="Text">Markdown; <c>@handle</c> tells members of the list.</param>
/// <param name="ReplyTo">The comment that it replies to.</param>
internal sealed record CommentBody(string Text, CommentId? ReplyTo = null);

/// <summary>Write a comment anew.</summary>
/// <param name="Text">Markdown.</param>
internal sealed record EditCommentBody(string Text);

/// <summary>A comment, readable and rendered.</summary>
/// <param name="AuthorId">The user; null for an imported comment, and for the place of a deleted one.</param>
/// <param name="Text">Markdown, as it was written.</param>
/// <param name="Html">The same as HTML that is safe to show.</param>
/// <param name="ReplyTo">The comment that it replies to.</param>
/// <param name="Deleted">Whether only its place is left, since others reply to it.</param>
/// <param name="Version">Its ETag.</param>
internal sealed record CommentAnswer(
    CommentId Id,
    UserId? AuthorId,
    string AuthorName,
    string Text,
    string Html,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt,
    CommentId? ReplyTo,
    bool Deleted,
    long Version)
{
    public static CommentAnswer Of(CommentView comment) => new(
        comment.Id,
        comment.AuthorId,
        comment.AuthorName,
        comment.Text,
        MarkdownHtml.Of(comment.Text),
        comment.CreatedAt,
        comment.EditedAt,
        comment.ReplyTo,
        comment.Deleted,
        comment.Version);
}
