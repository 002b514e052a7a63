using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Attachments;

/// <summary>An attachment as clients see it.</summary>
/// <param name="Bytes">Size of the content.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hex; in quotes it is the ETag of the content.</param>
/// <param name="CreatorId">Who attached it.</param>
internal sealed record AttachmentAnswer(
    AttachmentId Id,
    string Name,
    string MediaType,
    long Bytes,
    string Sha256,
    UserId CreatorId,
    DateTimeOffset CreatedAt)
{
    public static AttachmentAnswer Of(AttachmentView attachment) => new(
        attachment.Id,
        attachment.Name,
        attachment.MediaType,
        attachment.Bytes,
        attachment.Sha256,
        attachment.CreatorId,
        attachment.CreatedAt);
}
