using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks.Scheduling;

namespace TaskManagement.Tasks.Tasks;

/// <summary>A task, folded from its stream. Snapshots keep it as JSON.</summary>
/// <param name="DeletedAt">When it went to the trash, UTC; <c>null</c> where it did not.</param>
/// <param name="UpdatedAt">When its last event was recorded, UTC.</param>
/// <param name="Version">The version of its last event.</param>
internal sealed record TaskState(
    TaskId Id,
    ListId ListId,
    SectionId? SectionId,
    string Title,
    string Description,
    WorkStatus Status,
    int Priority,
    TaskDate? StartDate,
    TaskDate? DueDate,
    string? DueTimeZone,
    UserId? AssigneeId,
    UserId CreatorId,
    ImmutableArray<LabelId> Labels,
    JsonText? Attributes,
    string Position,
    bool Archived,
    DateTimeOffset? DeletedAt,
    ImmutableList<TaskComment> Comments,
    ImportSource? Source,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? CompletedAt,
    long Version)
{
    /// <summary>How it stands to other tasks.</summary>
    public ImmutableArray<TaskRelation> Relations { get; init; } = [];

    /// <summary>The task that it is a subtask of.</summary>
    [JsonIgnore]
    public TaskId? ParentId => Relations.FirstOrDefault(relation => relation.Kind == RelationKind.Parent)?.TaskId;

    /// <summary>Raise it whenever the shape above changes: snapshots of another schema are not read.</summary>
    public const int SnapshotSchema = 8;

    /// <summary>When it recurs, and when to remind of it.</summary>
    public TaskSchedule Schedule { get; init; } = TaskSchedule.None;

    /// <summary>Comments that were removed. They can come back, and some hold replies together.</summary>
    public ImmutableList<TaskComment> RemovedComments { get; init; } = [];

    /// <summary>What is attached, oldest first.</summary>
    public ImmutableList<AttachmentView> Attachments { get; init; } = [];

    /// <summary>Whether it was removed for good; then nothing here says what it was.</summary>
    public bool Purged { get; init; }

    /// <summary>Whether it lies in the trash, or did until it was removed for good.</summary>
    [JsonIgnore]
    public bool Deleted => DeletedAt is not null;

    /// <summary>What clients see.</summary>
    public TaskItem ToItem() => new(
        Id,
        ListId,
        SectionId,
        Title,
        Description,
        Status,
        Priority,
        StartDate,
        DueDate,
        DueTimeZone,
        AssigneeId,
        CreatorId,
        Labels,
        Attributes,
        Position,
        Archived,
        Comments.Count,
        Source,
        CreatedAt,
        UpdatedAt,
        CompletedAt,
        Version,
        Schedule.Recurrence,
        Schedule.Reminders,
        Schedule.NextTaskId)
    {
        ParentId = ParentId, Relations = Relations,
    };
}
