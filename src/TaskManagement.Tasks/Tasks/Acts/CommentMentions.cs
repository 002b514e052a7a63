using System.Collections.Immutable;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>Who is told that a comment names them.</summary>
internal static class CommentMentions
{
    /// <summary>One event for all who were not told before, if any. Nobody tells themselves.</summary>
    /// <param name="told">Who was told by an earlier wording.</param>
    public static ImmutableArray<TaskEvent> Of(
        TaskState task, CommentId comment, ImmutableList<UserId> told, ImmutableArray<UserId> mentioned, UserId author)
    {
        if (mentioned.IsDefaultOrEmpty)
            return [];
        var news = mentioned.Where(user => user != author).Except(told).ToImmutableArray();
        return news.IsEmpty
            ? []
            : [new MentionedInComment(task.Id, task.ListId, comment, task.Title, author, news)];
    }
}
