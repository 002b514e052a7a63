using System.Collections.Immutable;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Tasks;

/// <summary>Make a task.</summary>
/// <param name="Priority">0 (none) to 4 (urgent).</param>
/// <param name="DueTimeZone">An IANA zone; needed where a date is a day.</param>
/// <param name="Labels">Ids of labels of the list.</param>
/// <param name="Attributes">An object of the client's own.</param>
internal sealed record CreateTaskBody(
    string Title,
    string? Description = null,
    SectionId? SectionId = null,
    WorkStatus? Status = null,
    int? Priority = null,
    TaskDate? StartDate = null,
    TaskDate? DueDate = null,
    string? DueTimeZone = null,
    UserId? AssigneeId = null,
    ImmutableArray<LabelId> Labels = default,
    JsonText? Attributes = null,
    TaskRecurrence? Recurrence = null,
    ImmutableArray<TaskReminder> Reminders = default,
    TaskId? ParentId = null)
{
    public CreateTask ToCommand(ListId list) => new(
        list,
        SectionId,
        Title,
        Description,
        Status,
        Priority,
        StartDate,
        DueDate,
        DueTimeZone,
        AssigneeId,
        Labels.IsDefault ? [] : Labels,
        Attributes,
        Recurrence,
        Reminders.IsDefault ? [] : Reminders);
}

/// <summary>Change a task (RFC 7396).</summary>
internal sealed record PatchTaskBody(
    Optional<string> Title = default,
    Optional<string?> Description = default,
    Optional<WorkStatus> Status = default,
    Optional<int> Priority = default,
    Optional<TaskDate?> StartDate = default,
    Optional<TaskDate?> DueDate = default,
    Optional<string?> DueTimeZone = default,
    Optional<ImmutableArray<LabelId>> Labels = default,
    Optional<JsonText?> Attributes = default,
    Optional<SectionId?> SectionId = default,
    Optional<bool> Archived = default,
    Optional<TaskRecurrencePatch?> Recurrence = default,
    Optional<ImmutableArray<TaskReminder>> Reminders = default,
    Optional<TaskId?> ParentId = default)
{
    public PatchTask ToCommand() => new(
        Title, Description, Status, Priority, StartDate, DueDate, DueTimeZone, Labels, Attributes, SectionId,
        Archived, Recurrence, Reminders);
}

/// <summary>Give a task to someone; <c>null</c> takes it away.</summary>
internal sealed record AssignBody(UserId? AssigneeId)
{
    public AssignTask ToCommand() => new(AssigneeId);
}

/// <summary>Give a task another place; without a neighbour it goes to the end.</summary>
/// <param name="ListId">Another list.</param>
/// <param name="SectionId">The section; null for the place before all sections.</param>
/// <param name="After">The task that it comes after.</param>
/// <param name="Before">The task that it comes before.</param>
internal sealed record MoveBody(
    ListId? ListId = null, Optional<SectionId?> SectionId = default, TaskId? After = null, TaskId? Before = null)
{
    public MoveTask ToCommand() => new(ListId, SectionId, After, Before);
}

/// <summary>Take an act back.</summary>
/// <param name="Version">A version that the act led to; without it the last act.</param>
internal sealed record UndoBody(long? Version = null)
{
    public UndoTask ToCommand() => new(Version);
}

/// <summary>Relate a task to another one.</summary>
/// <param name="TaskId">The other one.</param>
internal sealed record RelationBody(RelationKind Kind, TaskId TaskId);
