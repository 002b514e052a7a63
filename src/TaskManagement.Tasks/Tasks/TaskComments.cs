using System.Collections.Immutable;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Paging;

namespace TaskManagement.Tasks.Tasks;

/// <summary>Shows the comments of a task.</summary>
internal static class TaskComments
{
    /// <summary>A page, oldest first. It goes on after the version that brought its last comment.</summary>
    public static async Task<Result<Page<CommentView>>> ReadAsync(
        IGrainFactory grains, PageCursors cursors, TaskState task, PageRequest page)
    {
        if (Pages.Refuse(page) is { } refusal)
            return refusal;
        var query = $"comments/{task.Id}";
        if (Pages.VersionAt(cursors, query, page.Cursor, first: 0) is not { } after)
            return Refusals.CursorInvalid;
        var rows = Pages.Of<TaskComment>(
            [.. task.Comments.Where(comment => comment.Version > after).Take(page.Limit + 1)],
            page.Limit,
            last => Pages.CursorOf(cursors, query, last.Version));
        return new Page<CommentView>(await RenderAsync(grains, rows.Items), rows.NextCursor);
    }

    /// <summary>Comments with the names of their authors, each of whom is asked once.</summary>
    public static async Task<ImmutableArray<CommentView>> RenderAsync(
        IGrainFactory grains, IEnumerable<TaskComment> comments)
    {
        var shown = comments.ToImmutableArray();
        var authors = await UserCards.ReadAsync(grains, shown.Select(comment => comment.AuthorId).OfType<UserId>());
        return
        [
            .. shown.Select(comment => new CommentView(
                comment.Id,
                comment.AuthorId,
                comment.AuthorId is { } author
                    ? authors[author].DisplayName
                    : UserCards.NameOf(comment.ExternalAuthor),
                comment.Text,
                comment.WrittenAt,
                EditedAt: null)),
        ];
    }
}
