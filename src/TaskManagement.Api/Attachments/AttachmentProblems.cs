using TaskManagement.Api.Conventions.Problems;

namespace TaskManagement.Api.Attachments;

/// <summary>What can be wrong with content, beside what every body can have.</summary>
internal static class AttachmentProblems
{
    public static Problem ContentMissing { get; } = new(
        500,
        "attachment_content_missing",
        "The task has this attachment, and its content is not in the store. The operator has to restore it.");

    public static Problem ContentDamaged { get; } = new(
        500,
        "attachment_content_damaged",
        "The content of this attachment is not what was attached. The log of the server tells its operator why.");
}
