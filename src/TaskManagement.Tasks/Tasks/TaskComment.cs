using System.Collections.Immutable;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Tasks;

/// <summary>A comment on a task.</summary>
/// <param name="AuthorId">The user; <c>null</c> for an imported one, whose author has a name alone.</param>
/// <param name="Version">The version of the task that brought it; comments are paged by it.</param>
internal sealed record TaskComment(
    CommentId Id,
    UserId? AuthorId,
    Personal<string>? ExternalAuthor,
    string Text,
    DateTimeOffset WrittenAt,
    long Version)
{
    /// <summary>The comment that it replies to.</summary>
    public CommentId? ReplyTo { get; init; }

    /// <summary>When it was last written anew, UTC.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>The version of the task that changed it last; its own version, as clients see it.</summary>
    public long ChangedVersion { get; init; }

    /// <summary>Whether it was removed.</summary>
    public bool Removed { get; init; }

    /// <summary>Who removed it.</summary>
    public UserId? RemovedById { get; init; }

    /// <summary>Whom it has named, also in earlier wordings: nobody is told twice.</summary>
    public ImmutableList<UserId> Mentioned { get; init; } = [];
}
