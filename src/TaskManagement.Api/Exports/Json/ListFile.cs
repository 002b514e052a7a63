using System.Collections.Immutable;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Exports.Json;

/// <summary>
/// A list as a file: what an export writes and an import reads. Its shape is frozen under its version, and no answer of
/// the API stands in it, so that those may change. Ids are texts, for a file may come from elsewhere.
/// </summary>
/// <param name="ExportedAt">The instant at which the list stood so, UTC.</param>
/// <param name="People">Whom tasks and comments name by id; last, since they are known by then.</param>
internal sealed record ListFile(
    string? Format,
    int? Version,
    DateTimeOffset? ExportedAt,
    FileList? List,
    ImmutableArray<FileTask>? Tasks,
    ImmutableArray<FilePerson>? People)
{
    /// <summary>What <see cref="Format"/> says.</summary>
    public const string FormatName = "taskmanagement.list";

    /// <summary>The version that is written, and the one that is read.</summary>
    public const int VersionNow = 1;
}

/// <summary>The list itself.</summary>
internal sealed record FileList(
    string? Id,
    string? Name,
    string? Description,
    string? OwnerId,
    bool? Archived,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt,
    ImmutableArray<FileSection>? Sections,
    ImmutableArray<FileLabel>? Labels,
    ImmutableArray<FileField>? Fields,
    ImmutableArray<FileMember>? Members);

/// <summary>A section; they stand in their order.</summary>
internal sealed record FileSection(string? Id, string? Name);

/// <summary>A label.</summary>
/// <param name="Color">A CSS hex colour.</param>
internal sealed record FileLabel(string? Id, string? Name, string? Color);

/// <summary>A custom field, whose values stand in the attributes of tasks under its key.</summary>
internal sealed record FileField(
    string? Key, string? Name, FieldType? Type, bool? Required, ImmutableArray<string>? Choices);

/// <summary>A member of the list.</summary>
internal sealed record FileMember(string? UserId, string? Handle, string? Name, ListRole? Role);

/// <summary>A task.</summary>
/// <param name="Position">Sorts the tasks of a section, byte by byte.</param>
internal sealed record FileTask(
    string? Id,
    string? SectionId,
    string? Title,
    string? Description,
    WorkStatus? Status,
    int? Priority,
    TaskDate? StartDate,
    TaskDate? DueDate,
    string? DueTimeZone,
    string? AssigneeId,
    string? CreatorId,
    ImmutableArray<string>? LabelIds,
    JsonText? Attributes,
    string? Position,
    bool? Archived,
    string? ParentId,
    ImmutableArray<FileRelation>? Relations,
    TaskRecurrence? Recurrence,
    ImmutableArray<TaskReminder>? Reminders,
    string? NextTaskId,
    ImportSource? Source,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt,
    DateTimeOffset? CompletedAt,
    long? Version,
    ImmutableArray<FileComment>? Comments,
    ImmutableArray<FileAttachment>? Attachments);

/// <summary>
/// How a task stands to another one, in this list or not; of parents and subtasks the parent's id tells.
/// </summary>
internal sealed record FileRelation(RelationKind? Kind, string? TaskId);

/// <summary>A comment.</summary>
/// <param name="AuthorId">The user; absent where the author is known by name alone.</param>
/// <param name="Deleted">Whether only its place is left, since others reply to it.</param>
internal sealed record FileComment(
    string? Id,
    string? AuthorId,
    string? AuthorHandle,
    string? AuthorName,
    string? Text,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? EditedAt,
    string? ReplyTo,
    bool? Deleted);

/// <summary>A file on a task, without its content.</summary>
/// <param name="Href">Where the content is had, by whoever may see the task.</param>
internal sealed record FileAttachment(
    string? Id,
    string? Name,
    string? MediaType,
    long? Bytes,
    string? Sha256,
    string? CreatorId,
    DateTimeOffset? CreatedAt,
    string? Href);

/// <summary>Someone who made a task, has one, or wrote a comment.</summary>
internal sealed record FilePerson(string? Id, string? Handle, string? Name);
