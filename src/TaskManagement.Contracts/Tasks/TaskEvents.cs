using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Tasks;

/// <summary>
/// Events of a task's stream, <c>task-{id}</c>. Each carries the facts that its consumers count with (assignee,
/// creation, completion), so that none of them needs to ask another context.
/// </summary>
public abstract record TaskEvent : IDomainEvent;

/// <summary>A task was made. One that is done from the start is made open, and completed in the same append.</summary>
/// <param name="CreatedAt">The domain's date; for an imported task that of its origin, UTC.</param>
/// <param name="PreviousTaskId">The task whose completion made this one; <c>null</c> for one that a user made.</param>
/// <param name="SkippedTimes">What clocks skip on its dates, where they do.</param>
[EventType("task.created.v1")]
public sealed record TaskCreated(
    TaskId TaskId,
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
    DateTimeOffset CreatedAt,
    ImportSource? Source,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] TaskRecurrence? Recurrence = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    ImmutableArray<TaskReminder> Reminders = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] TaskId? PreviousTaskId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] SkippedTimes? SkippedTimes = null)
    : TaskEvent;

/// <summary>
/// The local times that a task's dates would have, had clocks not skipped them that day: 02:30 where it is due at
/// 03:30. The next occurrence has them again.
/// </summary>
public sealed record SkippedTimes(DateTime? StartDate, DateTime? DueDate);

/// <summary>Fields changed; both sides hold the same fields.</summary>
[EventType("task.details_changed.v1")]
public sealed record TaskDetailsChanged(TaskId TaskId, ListId ListId, TaskDetails Old, TaskDetails New) : TaskEvent;

/// <summary>
/// The task was given to someone, or taken from them (<paramref name="NewAssigneeId"/> is <c>null</c>).
/// </summary>
[EventType("task.assigned.v1")]
public sealed record TaskAssigned(
    TaskId TaskId,
    ListId ListId,
    string Title,
    UserId? OldAssigneeId,
    UserId? NewAssigneeId,
    WorkStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt) : TaskEvent;

/// <summary>The status changed to one that is not done, from one that is not done.</summary>
[EventType("task.status_changed.v1")]
public sealed record TaskStatusChanged(TaskId TaskId, ListId ListId, WorkStatus OldStatus, WorkStatus NewStatus)
    : TaskEvent;

/// <summary>The task is done.</summary>
/// <param name="NextTaskId">The next occurrence, made in the same append.</param>
[EventType("task.completed.v1")]
public sealed record TaskCompleted(
    TaskId TaskId,
    ListId ListId,
    string Title,
    WorkStatus OldStatus,
    UserId? AssigneeId,
    UserId CreatorId,
    DateTimeOffset CreatedAt,
    DateTimeOffset CompletedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] TaskId? NextTaskId = null) : TaskEvent;

/// <summary>The task is not done after all.</summary>
/// <param name="CompletedAt">When it had been completed.</param>
/// <param name="OldNextTaskId">The next occurrence, which went to the trash in the same append.</param>
[EventType("task.reopened.v1")]
public sealed record TaskReopened(
    TaskId TaskId,
    ListId ListId,
    WorkStatus OldStatus,
    WorkStatus NewStatus,
    UserId? AssigneeId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] TaskId? OldNextTaskId = null)
    : TaskEvent;

/// <summary>The task went to the trash.</summary>
[EventType("task.deleted.v1")]
public sealed record TaskDeleted(
    TaskId TaskId,
    ListId ListId,
    WorkStatus Status,
    UserId? AssigneeId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt) : TaskEvent;

/// <summary>The task came back out of the trash, as it was.</summary>
[EventType("task.restored.v1")]
public sealed record TaskRestored(
    TaskId TaskId,
    ListId ListId,
    WorkStatus Status,
    UserId? AssigneeId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt) : TaskEvent;

/// <summary>The task was put out of sight, or brought back into it.</summary>
[EventType("task.archived.v1")]
public sealed record TaskArchived(TaskId TaskId, ListId ListId, bool OldArchived, bool NewArchived) : TaskEvent;

/// <summary>The task has another place: in its section, in another one, or in another list.</summary>
/// <param name="ListId">The list that it is in now.</param>
/// <param name="OldListId">The list that it was in; the same one where only the place differs.</param>
[EventType("task.moved.v1")]
public sealed record TaskMoved(
    TaskId TaskId,
    ListId ListId,
    ListId OldListId,
    SectionId? OldSectionId,
    SectionId? NewSectionId,
    string OldPosition,
    string NewPosition) : TaskEvent;

/// <summary>
/// The task was removed for good, out of the trash: the events before this one have lost their content. It stands for
/// the task from then on.
/// </summary>
/// <param name="ThroughVersion">The version of the last event that has lost its content.</param>
[EventType("task.purged.v1")]
public sealed record TaskPurged(TaskId TaskId, ListId ListId, long ThroughVersion) : TaskEvent;

/// <summary>An act was taken back: the other events of the same append do the opposite of what it did.</summary>
/// <param name="FirstVersion">The version of the act's first event.</param>
/// <param name="LastVersion">The version of its last event.</param>
[EventType("task.undone.v1")]
public sealed record TaskUndone(TaskId TaskId, ListId ListId, long FirstVersion, long LastVersion)
    : TaskEvent, IUndoneEvent;

/// <summary>The task is due within the time that its assignee, or else its creator, wants to know before.</summary>
[EventType("task.due_soon.v1")]
public sealed record TaskDueSoon(
    TaskId TaskId,
    ListId ListId,
    string Title,
    UserId? AssigneeId,
    UserId CreatorId,
    TaskDate DueDate,
    string? DueTimeZone) : TaskEvent;

/// <summary>The task is open after it was due: after its instant, or after its day has ended in its zone.</summary>
[EventType("task.overdue.v1")]
public sealed record TaskOverdue(
    TaskId TaskId,
    ListId ListId,
    string Title,
    UserId? AssigneeId,
    UserId CreatorId,
    TaskDate DueDate,
    string? DueTimeZone) : TaskEvent;

/// <summary>The task is to be remembered.</summary>
[EventType("task.reminded.v1")]
public sealed record TaskReminded(
    TaskId TaskId,
    ListId ListId,
    string Title,
    UserId? AssigneeId,
    UserId CreatorId,
    TaskReminder Reminder,
    TaskDate? DueDate,
    string? DueTimeZone) : TaskEvent;

/// <summary>Fields of a task that change together; absent ones did not change.</summary>
public sealed record TaskDetails(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string> Title = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string> Description = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<int> Priority = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<TaskDate?> StartDate = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<TaskDate?> DueDate = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string?> DueTimeZone = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    Optional<ImmutableArray<LabelId>> Labels = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<JsonText?> Attributes = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    Optional<SectionId?> SectionId = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string> Position = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    Optional<TaskRecurrence?> Recurrence = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    Optional<ImmutableArray<TaskReminder>> Reminders = default);
