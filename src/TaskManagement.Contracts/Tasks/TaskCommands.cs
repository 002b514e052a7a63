using System.Collections.Immutable;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Tasks;

/// <summary>What can be done to a task. The hierarchy is closed.</summary>
[GenerateSerializer, Immutable, Alias("TaskCommand")]
public abstract record TaskCommand;

/// <summary>Make a task at the end of a section.</summary>
[GenerateSerializer, Immutable, Alias("CreateTask")]
public sealed record CreateTask(
    ListId ListId,
    SectionId? SectionId,
    string Title,
    string? Description,
    WorkStatus? Status,
    int? Priority,
    TaskDate? StartDate,
    TaskDate? DueDate,
    string? DueTimeZone,
    UserId? AssigneeId,
    ImmutableArray<LabelId> Labels,
    JsonText? Attributes,
    TaskRecurrence? Recurrence = null,
    ImmutableArray<TaskReminder> Reminders = default) : TaskCommand;

/// <summary>Change fields; absent ones stay, <c>null</c> clears (RFC 7396).</summary>
[GenerateSerializer, Immutable, Alias("PatchTask")]
public sealed record PatchTask(
    Optional<string> Title,
    Optional<string?> Description,
    Optional<WorkStatus> Status,
    Optional<int> Priority,
    Optional<TaskDate?> StartDate,
    Optional<TaskDate?> DueDate,
    Optional<string?> DueTimeZone,
    Optional<ImmutableArray<LabelId>> Labels,
    Optional<JsonText?> Attributes,
    Optional<SectionId?> SectionId,
    Optional<bool> Archived = default,
    Optional<TaskRecurrencePatch?> Recurrence = default,
    Optional<ImmutableArray<TaskReminder>> Reminders = default) : TaskCommand;

/// <summary>Changes to how a task recurs (RFC 7396).</summary>
[GenerateSerializer, Immutable, Alias("TaskRecurrencePatch")]
public sealed record TaskRecurrencePatch(
    Optional<string> Rule = default,
    Optional<string?> TimeZone = default,
    Optional<bool> AfterCompletion = default);

/// <summary>Give the task to a member of its list; <c>null</c> takes it away.</summary>
[GenerateSerializer, Immutable, Alias("AssignTask")]
public sealed record AssignTask(UserId? AssigneeId) : TaskCommand;

/// <summary>Mark it done.</summary>
[GenerateSerializer, Immutable, Alias("CompleteTask")]
public sealed record CompleteTask : TaskCommand;

/// <summary>Take it up again.</summary>
[GenerateSerializer, Immutable, Alias("ReopenTask")]
public sealed record ReopenTask : TaskCommand;

/// <summary>Decide that it will not be done.</summary>
[GenerateSerializer, Immutable, Alias("CancelTask")]
public sealed record CancelTask : TaskCommand;

/// <summary>Put it out of sight, or bring it back.</summary>
[GenerateSerializer, Immutable, Alias("ArchiveTask")]
public sealed record ArchiveTask(bool Archived) : TaskCommand;

/// <summary>Take it out of the trash.</summary>
[GenerateSerializer, Immutable, Alias("RestoreTask")]
public sealed record RestoreTask : TaskCommand;

/// <summary>
/// Give it another place: of a section, of another section, or of another list. Without a neighbour it goes to the end.
/// </summary>
/// <param name="ListId">The list; <c>null</c> for the one that it is in.</param>
/// <param name="SectionId">
/// The section; absent for that of the neighbour, or the one it is in. <c>null</c> is the place before all sections.
/// </param>
/// <param name="After">The task that it comes after.</param>
/// <param name="Before">The task that it comes before.</param>
[GenerateSerializer, Immutable, Alias("MoveTask")]
public sealed record MoveTask(ListId? ListId, Optional<SectionId?> SectionId, TaskId? After, TaskId? Before)
    : TaskCommand;

/// <summary>
/// Take an act back, by events that do the opposite; of a batch alone. A single one is <see cref="TakeBack"/>, since
/// other tasks may have a part in it.
/// </summary>
/// <param name="Version">
/// A version that the act led to; <c>null</c> for the last act that is neither taken back nor the taking back of one.
/// </param>
[GenerateSerializer, Immutable, Alias("UndoTask")]
public sealed record UndoTask(long? Version) : TaskCommand;

/// <summary>Put it into the trash.</summary>
[GenerateSerializer, Immutable, Alias("DeleteTask")]
public sealed record DeleteTask : TaskCommand;

/// <summary>
/// Say what its dates bring by now: that it is due soon, overdue, or to be remembered. Only the system does.
/// </summary>
/// <param name="LeadMinutes">How long before it is due counts as soon.</param>
[GenerateSerializer, Immutable, Alias("RaiseTaskSignals")]
public sealed record RaiseTaskSignals(int LeadMinutes) : TaskCommand;

/// <summary>A task from another system, with its comments. One that is already there stays as it is.</summary>
/// <param name="Index">Its place among the tasks of the import; gives its position.</param>
/// <param name="CompletedAt">When it was done there; <c>null</c> where that is not known.</param>
[GenerateSerializer, Immutable, Alias("ImportTask")]
public sealed record ImportTask(
    ListId ListId,
    SectionId? SectionId,
    string Title,
    string Description,
    TaskDate? DueDate,
    ImmutableArray<LabelId> Labels,
    bool Done,
    bool Archived,
    int Index,
    DateTimeOffset CreatedAt,
    ImportSource Source,
    ImmutableArray<ImportedComment> Comments,
    DateTimeOffset? CompletedAt = null)
{
    /// <summary>Where it stands; <c>null</c> where only <c>Done</c> is known.</summary>
    [Id(0)]
    public WorkStatus? Status { get; init; }

    /// <summary>0 (none) to 4 (urgent).</summary>
    [Id(1)]
    public int Priority { get; init; }

    /// <summary>When work on it begins.</summary>
    [Id(2)]
    public TaskDate? StartDate { get; init; }

    /// <summary>An IANA zone; needed where a date is a day.</summary>
    [Id(3)]
    public string? DueTimeZone { get; init; }

    /// <summary>Who has it; nobody where they are no member of the list.</summary>
    [Id(4)]
    public UserId? AssigneeId { get; init; }

    /// <summary>A JSON object; values of custom fields have to fit them.</summary>
    [Id(5)]
    public JsonText? Attributes { get; init; }

    /// <summary>How it recurs. A task that is done makes no next occurrence: the import has that too.</summary>
    [Id(6)]
    public TaskRecurrence? Recurrence { get; init; }

    /// <summary>When to remind of it.</summary>
    [Id(7)]
    public ImmutableArray<TaskReminder> Reminders { get; init; } = [];

    /// <summary>How it stands to tasks that come before it in the import, its parent among them.</summary>
    [Id(8)]
    public ImmutableArray<TaskRelation> Relations { get; init; } = [];
}

/// <summary>A comment from another system.</summary>
/// <param name="AuthorId">The author's id there; names the person whose key seals the name.</param>
/// <param name="ReplyTo">The source id of the comment of the same task that it replies to.</param>
[GenerateSerializer, Immutable, Alias("ImportedComment")]
public sealed record ImportedComment(
    string SourceId,
    string AuthorId,
    string AuthorName,
    string Text,
    DateTimeOffset WrittenAt,
    string? ReplyTo = null);
