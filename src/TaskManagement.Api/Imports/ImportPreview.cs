using System.Collections.Immutable;
using TaskManagement.Api.Imports.Csv;
using TaskManagement.Api.Imports.Documents;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Imports;

/// <summary>What an import would bring; nothing of it is written.</summary>
/// <param name="Total">Tasks, subtasks included.</param>
/// <param name="Subtasks">Those of them that have a parent.</param>
/// <param name="Done">Those of them that are done.</param>
internal sealed record ImportPreview(
    string Name,
    ImmutableArray<string> Sections,
    ImmutableArray<string> Labels,
    int Total,
    int Subtasks,
    int Done,
    int Comments,
    ImmutableArray<PreviewPerson> People,
    ImmutableArray<ImportNote> Notes)
{
    /// <summary>What each line of a CSV file would make; the first thousand.</summary>
    public ImmutableArray<PreviewLine> Lines { get; init; } = [];

    /// <summary>What is wrong with a CSV file; the first thousand. Lines that are wrong would make nothing.</summary>
    public ImmutableArray<CsvFault> Errors { get; init; } = [];

    /// <summary>How many errors there are.</summary>
    public int ErrorCount { get; init; }

    /// <summary>Of a checked document.</summary>
    public static ImportPreview Of(ImportDocument document, ImmutableDictionary<string, UserId> accounts) => new(
        document.Name.Trim(),
        [.. document.Sections.Select(section => section.Name.Trim())],
        [.. document.Labels.Select(label => label.Name.Trim())],
        document.Tasks.Length,
        document.Tasks.Count(task => task.ParentKey is not null),
        document.Tasks.Count(task => task.Status == WorkStatus.Done),
        document.Tasks.Sum(task => task.Comments.Length),
        [
            .. document.People.Select(one => new PreviewPerson(
                one.Key, one.Name, accounts.TryGetValue(one.Key, out var user) ? user : null)),
        ],
        document.Notes);
}

/// <summary>The task that a line would make.</summary>
internal sealed record PreviewLine(
    string Place,
    string Title,
    string? Section,
    string? Parent,
    WorkStatus Status,
    int Priority,
    TaskDate? StartDate,
    TaskDate? DueDate,
    string? DueTimeZone,
    ImmutableArray<string> Labels,
    string? Assignee,
    JsonText? Attributes);

/// <summary>Someone whom the file names.</summary>
/// <param name="UserId">Their account here; <c>null</c> where none has their address or handle.</param>
internal sealed record PreviewPerson(string Id, string Name, UserId? UserId);
