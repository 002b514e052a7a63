using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Tasks;

/// <summary>Which tasks are wanted. Every condition that is given must hold.</summary>
/// <param name="DueFrom">Due at or after this instant.</param>
/// <param name="DueTo">Due before this instant.</param>
/// <param name="Archived">
/// Only archived ones (<c>true</c>), only the others (<c>false</c>, the default), or both (<c>null</c> with
/// <c>archived=any</c>).
/// </param>
/// <param name="Text">Beginnings of words that title, description or comments hold, in any case.</param>
/// <param name="Sort">
/// Keys such as <c>-priority,dueDate</c>: a leading <c>-</c> turns one round; see docs/filters.md.
/// </param>
/// <param name="Filter">A filter in the language of docs/filters.md.</param>
/// <param name="TimeZone">The IANA zone whose days the filter means; <c>null</c> for UTC.</param>
/// <param name="ArchivedIsDefault">
/// Whether the client has not said which of the archived tasks it wants, so that a filter may.
/// </param>
/// <param name="InNoSection">Tasks that are in no section.</param>
/// <param name="Count">Whether all that fit are counted.</param>
/// <param name="ParentId">The task that they are subtasks of.</param>
/// <param name="Highlight">Whether the answer shows where it found the words of the text.</param>
[GenerateSerializer, Immutable, Alias("TaskQuery")]
public sealed record TaskQuery(
    ListId? ListId,
    SectionId? SectionId,
    WorkStatus? Status,
    UserId? AssigneeId,
    DateTimeOffset? DueFrom,
    DateTimeOffset? DueTo,
    bool? Archived,
    string? Text,
    string Sort,
    PageRequest Page,
    string? Filter = null,
    string? TimeZone = null,
    bool ArchivedIsDefault = false,
    bool InNoSection = false,
    bool Count = false,
    bool Highlight = false,
    TaskId? ParentId = null);

/// <summary>A page of tasks.</summary>
/// <param name="NextCursor">Where the next page begins; <c>null</c> on the last one. Opaque to clients.</param>
[GenerateSerializer, Immutable, Alias("TaskPage")]
public sealed record TaskPage(ImmutableArray<TaskItem> Items, string? NextCursor)
{
    /// <summary>How many tasks fit; only where it was asked for.</summary>
    [Id(0), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TaskCount? Total { get; init; }

    /// <summary>Where the words were found, task by task; only where it was asked for.</summary>
    [Id(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<TaskHighlight> Highlights { get; init; }
}

/// <summary>How many tasks fit.</summary>
/// <param name="Count">Up to <see cref="TaskBounds.CountMax"/>.</param>
/// <param name="IsExact">Whether there are no more than that.</param>
[GenerateSerializer, Immutable, Alias("TaskCount")]
public sealed record TaskCount(int Count, bool IsExact);

/// <summary>Where a task holds the words of a search: HTML, escaped, with <c>mark</c> around the words.</summary>
/// <param name="Title">The whole title.</param>
/// <param name="Excerpt">A part of the description or else of a comment; <c>null</c> where neither holds one.</param>
[GenerateSerializer, Immutable, Alias("TaskHighlight")]
public sealed record TaskHighlight(TaskId Id, string Title, string? Excerpt);

/// <summary>A list with its tasks, column by column.</summary>
/// <param name="Columns">First the tasks in no section, then the sections in their order.</param>
/// <param name="IsComplete">Whether every column holds all of its tasks.</param>
[GenerateSerializer, Immutable, Alias("TaskBoard")]
public sealed record TaskBoard(TaskListView List, ImmutableArray<TaskBoardColumn> Columns, bool IsComplete);

/// <summary>The tasks of a section in their order; archived ones are not on a board.</summary>
/// <param name="SectionId">The section; <c>null</c> for the tasks in none.</param>
/// <param name="Total">How many tasks it has.</param>
/// <param name="NextCursor">
/// Where the tasks go on that are not here: the cursor of the list's tasks with this <c>sectionId</c> (or <c>none</c>)
/// by position; <c>null</c> where all are here.
/// </param>
[GenerateSerializer, Immutable, Alias("TaskBoardColumn")]
public sealed record TaskBoardColumn(
    SectionId? SectionId, string? Name, ImmutableArray<TaskItem> Tasks, int Total, string? NextCursor);
