using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Tasks;

/// <summary>Where the work on a task stands.</summary>
[GenerateSerializer, Alias("WorkStatus"), JsonConverter(typeof(JsonStringEnumConverter<WorkStatus>))]
public enum WorkStatus
{
    /// <summary>Not begun.</summary>
    [JsonStringEnumMemberName("todo")] Todo,

    /// <summary>Being worked on.</summary>
    [JsonStringEnumMemberName("in_progress")] InProgress,

    /// <summary>Waiting for something.</summary>
    [JsonStringEnumMemberName("blocked")] Blocked,

    /// <summary>Completed.</summary>
    [JsonStringEnumMemberName("done")] Done,

    /// <summary>Will not be done.</summary>
    [JsonStringEnumMemberName("cancelled")] Cancelled,
}

/// <summary>A task as clients see it.</summary>
/// <param name="Priority">0 (none) to 4 (urgent).</param>
/// <param name="DueTimeZone">An IANA zone; present where a date is a day.</param>
/// <param name="Attributes">A JSON object of the user's own, or <c>null</c>.</param>
/// <param name="Position">Sorts the tasks of a section, byte by byte.</param>
/// <param name="Version">Rises with every change; the ETag.</param>
/// <param name="NextTaskId">The next occurrence, which its completion made.</param>
[GenerateSerializer, Immutable, Alias("TaskItem")]
public sealed record TaskItem(
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
    int CommentCount,
    ImportSource? Source,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? CompletedAt,
    long Version,
    TaskRecurrence? Recurrence,
    ImmutableArray<TaskReminder> Reminders,
    TaskId? NextTaskId)
{
    /// <summary>The task that it is a subtask of; <c>null</c> for one of its own.</summary>
    [Id(0)]
    public TaskId? ParentId { get; init; }

    /// <summary>How it stands to other tasks, subtasks and parent included.</summary>
    [Id(1)]
    public ImmutableArray<TaskRelation> Relations { get; init; } = [];

    /// <summary>
    /// How many subtasks it has, counted where tasks are listed; <c>null</c> for none, and where a task is shown by
    /// itself, with its <see cref="Relations"/>.
    /// </summary>
    [Id(2)]
    public SubtaskCounts? Subtasks { get; init; }
}

/// <summary>How many subtasks a task has; those in the trash do not count.</summary>
/// <param name="Total">Of any status.</param>
/// <param name="Done">Of them those that are done.</param>
[GenerateSerializer, Immutable, Alias("SubtaskCounts")]
public sealed record SubtaskCounts(int Total, int Done);

/// <summary>How a task recurs: its completion makes the next occurrence.</summary>
/// <param name="Rule">An RRULE of RFC 5545, such as <c>FREQ=WEEKLY;BYDAY=MO</c>.</param>
/// <param name="TimeZone">The IANA zone whose clocks it follows; where it is missing, the task's own.</param>
/// <param name="AfterCompletion">Whether the next one counts from the completion, not from the dates.</param>
[GenerateSerializer, Immutable, Alias("TaskRecurrence")]
public sealed record TaskRecurrence(string Rule, string? TimeZone = null, bool AfterCompletion = false);

/// <summary>When to remind of a task: at an instant, or a while before it is due. One of both.</summary>
/// <param name="MinutesBeforeDue">0 for when it is due; of a day, before the day begins.</param>
[GenerateSerializer, Immutable, Alias("TaskReminder")]
public sealed record TaskReminder(DateTimeOffset? At = null, int? MinutesBeforeDue = null);

/// <summary>A comment as clients see it.</summary>
/// <param name="AuthorId">The user; <c>null</c> for an imported comment.</param>
/// <param name="AuthorName">Rendered on read, so that a person who is erased disappears here too.</param>
/// <param name="Text">Markdown.</param>
/// <param name="ReplyTo">The comment that it replies to.</param>
/// <param name="Deleted">Whether only its place is left, since others reply to it.</param>
/// <param name="Version">Rises with every change of the comment; its ETag.</param>
[GenerateSerializer, Immutable, Alias("CommentView")]
public sealed record CommentView(
    CommentId Id,
    UserId? AuthorId,
    string AuthorName,
    string Text,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt,
    CommentId? ReplyTo,
    bool Deleted,
    long Version);

/// <summary>One event of a task or a list, as its history shows it.</summary>
/// <param name="Version">The version that it led to.</param>
/// <param name="Type">The event's name in the log.</param>
/// <param name="At">When it was recorded, UTC.</param>
/// <param name="ActorId">Who did it; <c>null</c> for the system.</param>
/// <param name="Origin"><c>api</c>, <c>import</c> or <c>system</c>.</param>
/// <param name="Changes">Per field (camelCase) the value before and after.</param>
[GenerateSerializer, Immutable, Alias("HistoryEntry")]
public sealed record HistoryEntry(
    long Version,
    string Type,
    DateTimeOffset At,
    UserId? ActorId,
    string Origin,
    ImmutableArray<FieldChange> Changes);

/// <summary>One field, before and after, as JSON; <c>null</c> where there was nothing.</summary>
[GenerateSerializer, Immutable, Alias("FieldChange")]
public sealed record FieldChange(string Field, JsonText? Old, JsonText? New);

/// <summary>Something in the trash.</summary>
/// <param name="Type"><c>task</c> or <c>list</c>.</param>
/// <param name="Id">The id of the task or list; restore it by that.</param>
/// <param name="ListId">The list of a task; the same as <paramref name="Id"/> for a list.</param>
/// <param name="Title">Title or name.</param>
/// <param name="DeletedAt">When it was deleted, UTC.</param>
[GenerateSerializer, Immutable, Alias("TrashedThing")]
public sealed record TrashedThing(string Type, Guid Id, ListId ListId, string Title, DateTimeOffset DeletedAt);
