using System.Collections.Immutable;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Users;
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
            [.. Shown(task).Where(comment => comment.Version > after).Take(page.Limit + 1)],
            page.Limit,
            last => Pages.CursorOf(cursors, query, last.Version));
        return new Page<CommentView>(await RenderAsync(grains, rows.Items), rows.NextCursor);
    }

    /// <summary>All of them, oldest first.</summary>
    /// <param name="authors">The cards of their authors, and maybe of others.</param>
    public static ImmutableArray<CommentView> Render(
        TaskState task, ImmutableDictionary<UserId, UserCard> authors) =>
        [.. Shown(task).Select(comment => Render(comment, authors))];

    /// <summary>One comment, also a removed one.</summary>
    public static async Task<CommentView> RenderAsync(IGrainFactory grains, TaskState task, CommentId id) =>
        (await RenderAsync(grains, task.Comments.Concat(task.RemovedComments).Where(one => one.Id == id)))
        .Single();

    /// <summary>
    /// The comments that are there, and the removed ones that replies hang from, in the order in which they came. A
    /// reply comes after what it replies to: from the end, each one is known to be needed before it is met.
    /// </summary>
    private static IEnumerable<TaskComment> Shown(TaskState task)
    {
        if (task.RemovedComments.IsEmpty)
            return task.Comments;
        var needed = new HashSet<CommentId>();
        var shown = new Stack<TaskComment>();
        foreach (var comment in task.Comments.Concat(task.RemovedComments).OrderByDescending(one => one.Version))
        {
            if (comment.Removed && !needed.Contains(comment.Id))
                continue;
            shown.Push(comment);
            if (comment.ReplyTo is { } other)
                needed.Add(other);
        }

        return shown;
    }

    /// <summary>Comments with the names of their authors, each of whom is asked once.</summary>
    private static async Task<ImmutableArray<CommentView>> RenderAsync(
        IGrainFactory grains, IEnumerable<TaskComment> comments)
    {
        var shown = comments.ToImmutableArray();
        var authors = await UserCards.ReadAsync(grains, shown.Select(comment => comment.AuthorId).OfType<UserId>());
        return [.. shown.Select(comment => Render(comment, authors))];
    }

    private static CommentView Render(TaskComment comment, ImmutableDictionary<UserId, UserCard> authors) =>
        comment.Removed ? Place(comment) : View(comment, authors);

    private static CommentView View(TaskComment comment, ImmutableDictionary<UserId, UserCard> authors) => new(
        comment.Id,
        comment.AuthorId,
        comment.AuthorId is { } author ? authors[author].DisplayName : UserCards.NameOf(comment.ExternalAuthor),
        comment.Text,
        comment.WrittenAt,
        comment.EditedAt,
        comment.ReplyTo,
        Deleted: false,
        comment.ChangedVersion);

    /// <summary>What is left of a removed comment: neither who wrote it nor what it said.</summary>
    private static CommentView Place(TaskComment comment) => new(
        comment.Id,
        AuthorId: null,
        AuthorName: "",
        Text: "",
        comment.WrittenAt,
        EditedAt: null,
        comment.ReplyTo,
        Deleted: true,
        comment.ChangedVersion);
}
