using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Tasks;

/// <summary>Attach content that the front end has stored.</summary>
/// <param name="Name">As the client names the file; cleaned where it says more than a name.</param>
/// <param name="MediaType">As the client gives it.</param>
/// <param name="Bytes">Size of the content.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hex.</param>
/// <param name="BlobKey">What the store calls it.</param>
[GenerateSerializer, Immutable, Alias("AttachFile")]
public sealed record AttachFile(string Name, string MediaType, long Bytes, string Sha256, string BlobKey);

/// <summary>Take an attachment off the task.</summary>
[GenerateSerializer, Immutable, Alias("DetachFile")]
public sealed record DetachFile(AttachmentId AttachmentId) : TaskCommand;

/// <summary>An attachment of a task, as the front end knows it.</summary>
/// <param name="BlobKey">What the store calls the content; clients do not see it.</param>
[GenerateSerializer, Immutable, Alias("AttachmentView")]
public sealed record AttachmentView(
    AttachmentId Id,
    string Name,
    string MediaType,
    long Bytes,
    string Sha256,
    string BlobKey,
    UserId CreatorId,
    DateTimeOffset CreatedAt);

/// <summary>A file was attached, or is attached again.</summary>
/// <param name="CreatorId">Who attached it at first.</param>
/// <param name="CreatedAt">When they did, UTC.</param>
[EventType("task.attached.v1")]
public sealed record TaskAttached(
    TaskId TaskId,
    ListId ListId,
    AttachmentId AttachmentId,
    string Name,
    string MediaType,
    long Bytes,
    string Sha256,
    string BlobKey,
    UserId CreatorId,
    DateTimeOffset CreatedAt) : TaskEvent;

/// <summary>An attachment was taken off. Its content stays while the task can bring it back.</summary>
[EventType("task.detached.v1")]
public sealed record TaskDetached(
    TaskId TaskId,
    ListId ListId,
    AttachmentId AttachmentId,
    string Name,
    string MediaType,
    long Bytes,
    string Sha256,
    string BlobKey,
    UserId CreatorId,
    DateTimeOffset CreatedAt) : TaskEvent;
