using System.Collections.Immutable;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>
/// The comments of an imported task. Their authors stay names: a file could put words into the mouth of any user.
/// </summary>
internal static class ImportedComments
{
    private const string Field = "comments";

    /// <summary>One event for each, in the order in which they were written.</summary>
    public static ImmutableArray<TaskEvent> Of(FieldErrors errors, TaskCreated created, ImportTask command)
    {
        var comments = command.Comments.IsDefault ? [] : command.Comments;
        if (comments.Length > TaskBounds.CommentsMax)
            errors.Add(Field, $"has {comments.Length} comments; keep to {TaskBounds.CommentsMax}");
        var events = ImmutableArray.CreateBuilder<TaskEvent>();
        var before = new HashSet<string>(StringComparer.Ordinal);
        foreach (var comment in comments
            .DistinctBy(comment => comment.SourceId)
            .OrderBy(comment => comment.WrittenAt)
            .Take(TaskBounds.CommentsMax))
        {
            // What does not come before it, it cannot reply to.
            var replyTo = comment.ReplyTo is { } other && before.Contains(other) ? other : null;
            events.Add(Commented(errors, created, command.Source.System, comment with { ReplyTo = replyTo }));
            before.Add(comment.SourceId);
        }

        return events.ToImmutable();
    }

    /// <summary>Under whose key the name of an author elsewhere is sealed.</summary>
    public static Guid SubjectOf(string system, string authorId) => DerivedId.FromParts("person", system, authorId);

    private static TaskCommented Commented(
        FieldErrors errors, TaskCreated created, string system, ImportedComment comment) => new(
        created.TaskId,
        created.ListId,
        IdOf(created.TaskId, system, comment.SourceId),
        AuthorId: null,
        new Personal<string>(
            SubjectOf(system, comment.AuthorId),
            TextRules.Optional(errors, Field, comment.AuthorName, ListBounds.NameLengthMax)),
        TextRules.Required(errors, Field, comment.Text, TaskBounds.CommentLengthMax),
        comment.WrittenAt.ToUniversalTime(),
        new ImportSource(system, comment.SourceId),
        comment.ReplyTo is { } other ? IdOf(created.TaskId, system, other) : null);

    private static CommentId IdOf(TaskId task, string system, string sourceId) =>
        new(DerivedId.FromParts("comment", task.ToString(), system, sourceId));
}
