using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>Takes an attachment off. Its content stays, so that this can be taken back.</summary>
internal static class DetachFileAct
{
    public static Decision<TaskEvent> Decide(TaskState? state, DetachFile command)
    {
        if (state is not { Deleted: false } task)
            return TaskRefusals.Absent(state);
        return task.Attachments.Find(one => one.Id == command.AttachmentId) is { } attachment
            ? new TaskDetached(
                task.Id,
                task.ListId,
                attachment.Id,
                attachment.Name,
                attachment.MediaType,
                attachment.Bytes,
                attachment.Sha256,
                attachment.BlobKey,
                attachment.CreatorId,
                attachment.CreatedAt)
            : TaskRefusals.AttachmentNotFound;
    }
}
