using System.Collections.Immutable;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Tasks;

/// <summary>The part of a task's fold that is about its comments.</summary>
internal static class CommentEvolution
{
    /// <summary>The task after one more event of its comments.</summary>
    public static TaskState Evolve(TaskState task, CommentEvent @event, EventMetadata metadata, long version) =>
        @event switch
        {
            TaskCommented e => task with { Comments = task.Comments.Add(Read(e, version)) },
            TaskCommentEdited e => Change(task, e.CommentId, comment => comment with
            {
                Text = e.NewText, EditedAt = e.NewEditedAt, ChangedVersion = version,
            }),
            MentionedInComment e => Change(task, e.CommentId, comment => comment with
            {
                Mentioned = comment.Mentioned.AddRange(e.UserIds),
            }),
            TaskCommentDeleted e => Remove(task, e.CommentId, metadata.ActorId, version),
            TaskCommentRestored e => Restore(task, e.CommentId, version),
            _ => throw new InvalidOperationException($"{@event.GetType().Name} is no event of a comment."),
        };

    private static TaskComment Read(TaskCommented commented, long version) => new(
        commented.CommentId,
        commented.AuthorId,
        commented.ExternalAuthor,
        commented.Text,
        commented.WrittenAt,
        version)
    {
        ReplyTo = commented.ReplyTo,
        ChangedVersion = version,
    };

    private static TaskState Change(TaskState task, CommentId id, Func<TaskComment, TaskComment> change)
    {
        var index = IndexOf(task.Comments, id);
        return task with { Comments = task.Comments.SetItem(index, change(task.Comments[index])) };
    }

    private static TaskState Remove(TaskState task, CommentId id, UserId? by, long version)
    {
        var index = IndexOf(task.Comments, id);
        var removed = task.Comments[index] with { Removed = true, RemovedById = by, ChangedVersion = version };
        return task with
        {
            Comments = task.Comments.RemoveAt(index), RemovedComments = task.RemovedComments.Add(removed),
        };
    }

    /// <summary>Back to its place: comments stand in the order in which they came.</summary>
    private static TaskState Restore(TaskState task, CommentId id, long version)
    {
        var index = IndexOf(task.RemovedComments, id);
        var comment = task.RemovedComments[index] with
        {
            Removed = false, RemovedById = null, ChangedVersion = version,
        };
        var place = task.Comments.FindIndex(other => other.Version > comment.Version);
        return task with
        {
            Comments = task.Comments.Insert(place < 0 ? task.Comments.Count : place, comment),
            RemovedComments = task.RemovedComments.RemoveAt(index),
        };
    }

    private static int IndexOf(ImmutableList<TaskComment> comments, CommentId id)
    {
        var index = comments.FindIndex(comment => comment.Id == id);
        return index >= 0 ? index : throw new InvalidOperationException($"The task has no comment {id} to change.");
    }
}
