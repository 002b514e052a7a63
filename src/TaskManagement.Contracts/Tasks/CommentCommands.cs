using System.Collections.Immutable;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Tasks;

/// <summary>What can be done to the comments of a task. The hierarchy is closed.</summary>
[GenerateSerializer, Immutable, Alias("CommentCommand")]
public abstract record CommentCommand;

/// <summary>Comment on a task.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="ReplyTo">The comment of the same task that it replies to.</param>
/// <param name="Mentions">
/// The handles that the text names, as its reader found them; those of members of the list are told.
/// </param>
[GenerateSerializer, Immutable, Alias("CommentOnTask")]
public sealed record CommentOnTask(
    string Text, CommentId? ReplyTo = null, ImmutableArray<string> Mentions = default) : CommentCommand;

/// <summary>Write one's own comment anew.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="Mentions">The handles that the text names; who was told before is not told again.</param>
[GenerateSerializer, Immutable, Alias("EditComment")]
public sealed record EditComment(CommentId CommentId, string Text, ImmutableArray<string> Mentions = default)
    : CommentCommand;

/// <summary>Remove one's own comment, or as an owner of the list anyone's.</summary>
[GenerateSerializer, Immutable, Alias("DeleteComment")]
public sealed record DeleteComment(CommentId CommentId) : CommentCommand;
