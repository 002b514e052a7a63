using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Tasks.Acts;

/// <summary>Attaches content that is stored.</summary>
internal static class AttachFileAct
{
    /// <summary>The id of the attachment that a command makes.</summary>
    public static AttachmentId IdOf(CommandContext context) => new(context.Id.NewId("attachment"));

    public static Decision<TaskEvent> Decide(TaskState? state, AttachFile command, CommandContext context)
    {
        if (state is not { Deleted: false } task)
            return TaskRefusals.Absent(state);
        var errors = new FieldErrors();
        var name = FileNames.Required(errors, "name", command.Name);
        var mediaType = TextRules.Required(errors, "mediaType", command.MediaType, TaskBounds.MediaTypeLengthMax);
        if (errors.ToRefusal() is { } refusal)
            return refusal;
        var id = IdOf(context);
        if (task.Attachments.Exists(one => one.Id == id))
            return Decision<TaskEvent>.Unchanged;
        if (task.Attachments.Count >= TaskBounds.AttachmentsMax)
            return TaskRefusals.AttachmentsFull;
        return new TaskAttached(
            task.Id,
            task.ListId,
            id,
            name,
            mediaType,
            command.Bytes,
            command.Sha256,
            command.BlobKey,
            context.Caller.UserId,
            context.At.ToUniversalTime());
    }
}
