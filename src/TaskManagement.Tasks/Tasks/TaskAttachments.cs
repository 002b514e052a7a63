using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Tasks.Tasks;

/// <summary>The part of a task that is about its attachments: fold and opposites.</summary>
internal static class TaskAttachments
{
    /// <summary>The task with one more attachment, in its place.</summary>
    public static TaskState With(TaskState task, TaskAttached e)
    {
        var attachment = new AttachmentView(
            e.AttachmentId, e.Name, e.MediaType, e.Bytes, e.Sha256, e.BlobKey, e.CreatorId, e.CreatedAt);
        return task with
        {
            Attachments =
            [
                .. task.Attachments.Add(attachment).OrderBy(one => one.CreatedAt).ThenBy(one => one.Id.Value),
            ],
        };
    }

    /// <summary>The task without an attachment.</summary>
    public static TaskState Without(TaskState task, TaskDetached e) =>
        task with { Attachments = task.Attachments.RemoveAll(one => one.Id == e.AttachmentId) };

    /// <summary>Attaches what was taken off.</summary>
    public static TaskAttached Opposite(TaskState task, TaskDetached e) => new(
        task.Id, task.ListId, e.AttachmentId, e.Name, e.MediaType, e.Bytes, e.Sha256, e.BlobKey, e.CreatorId,
        e.CreatedAt);

    /// <summary>Takes off what was attached.</summary>
    public static TaskDetached Opposite(TaskState task, TaskAttached e) => new(
        task.Id, task.ListId, e.AttachmentId, e.Name, e.MediaType, e.Bytes, e.Sha256, e.BlobKey, e.CreatorId,
        e.CreatedAt);
}
