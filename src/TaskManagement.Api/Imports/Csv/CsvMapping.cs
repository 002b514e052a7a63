using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Imports.Csv;

/// <summary>How to read a CSV file: which column holds which field, and how its values are written.</summary>
/// <param name="Name">What the list is called. The next file of that name adds to the same list.</param>
/// <param name="Columns">Per field of a task the column that holds it.</param>
/// <param name="Delimiter">What stands between two values of a line; a comma where absent.</param>
/// <param name="DateFormat">
/// How dates are written, as .NET has it: <c>dd.MM.yyyy</c>, or <c>MM/dd/yyyy HH:mm</c> for times of day. The forms
/// <c>2026-03-03</c> and <c>2026-03-03T09:00:00Z</c> are always read.
/// </param>
/// <param name="TimeZone">The IANA zone of days and times without an offset; the caller's own where absent.</param>
/// <param name="LabelSeparator">What stands between two labels; a comma where absent.</param>
/// <param name="Statuses">Per value of its column the status that it means: <c>{"Open": "todo"}</c>.</param>
/// <param name="Priorities">Per value of its column the priority that it means: <c>{"High": 3}</c>.</param>
/// <param name="Attributes">Per attribute the column that holds it: <c>{"points": "Story Points"}</c>.</param>
internal sealed record CsvMapping(
    string Name,
    CsvColumns Columns,
    string? Delimiter = null,
    string? DateFormat = null,
    string? TimeZone = null,
    string? LabelSeparator = null,
    JsonText? Statuses = null,
    JsonText? Priorities = null,
    JsonText? Attributes = null);

/// <summary>The columns of a file by the field that they hold. Only the title is needed.</summary>
/// <param name="Id">Tells lines apart over files; without it, a line that changed is another task.</param>
/// <param name="Parent">The id of the task that it is a subtask of.</param>
/// <param name="Assignee">An address or a handle.</param>
internal sealed record CsvColumns(
    string Title,
    string? Id = null,
    string? Parent = null,
    string? Description = null,
    string? Section = null,
    string? Status = null,
    string? Priority = null,
    string? StartDate = null,
    string? DueDate = null,
    string? Labels = null,
    string? Assignee = null,
    string? Archived = null,
    string? CreatedAt = null,
    string? CompletedAt = null)
{
    /// <summary>The fields that have a column, with its name.</summary>
    public IReadOnlyDictionary<string, string> ByField() => new Dictionary<string, string?>
    {
        [CsvFields.Title] = Title,
        [CsvFields.Id] = Id,
        [CsvFields.Parent] = Parent,
        [CsvFields.Description] = Description,
        [CsvFields.Section] = Section,
        [CsvFields.Status] = Status,
        [CsvFields.Priority] = Priority,
        [CsvFields.StartDate] = StartDate,
        [CsvFields.DueDate] = DueDate,
        [CsvFields.Labels] = Labels,
        [CsvFields.Assignee] = Assignee,
        [CsvFields.Archived] = Archived,
        [CsvFields.CreatedAt] = CreatedAt,
        [CsvFields.CompletedAt] = CompletedAt,
    }
        .Where(one => one.Value is not null)
        .ToDictionary(one => one.Key, one => one.Value!, StringComparer.Ordinal);
}

/// <summary>The fields that a column can hold.</summary>
internal static class CsvFields
{
    public const string Title = "title";
    public const string Id = "id";
    public const string Parent = "parent";
    public const string Description = "description";
    public const string Section = "section";
    public const string Status = "status";
    public const string Priority = "priority";
    public const string StartDate = "startDate";
    public const string DueDate = "dueDate";
    public const string Labels = "labels";
    public const string Assignee = "assignee";
    public const string Archived = "archived";
    public const string CreatedAt = "createdAt";
    public const string CompletedAt = "completedAt";
}

/// <summary>What a client sends: how to read a file, and the file.</summary>
internal sealed record CsvUpload(CsvMapping Mapping, string File);
