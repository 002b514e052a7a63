using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Contracts.Exports;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Exports.Csv;

/// <summary>A column of the table.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Read">A task's cell; <c>null</c> for an empty one.</param>
internal sealed record CsvColumn(string Name, Func<CsvTask, string?> Read);

/// <summary>The columns: one for each field that every task has, then one for each custom field of the list.</summary>
internal static class CsvColumns
{
    private const string Separator = ", ";

    private static readonly ImmutableArray<string> Statuses = JsonShapes.ChoicesOf(typeof(WorkStatus));

    public static ImmutableArray<CsvColumn> Of(TaskListView list) =>
    [
        new("id", row => row.Task.Id.ToString()),
        new("title", row => row.Task.Title),
        new("description", row => row.Task.Description),
        new("status", row => Statuses[(int)row.Task.Status]),
        new("priority", row => Text(row.Task.Priority)),
        new("section", SectionsOf(list)),
        new("labels", LabelsOf(list)),
        new("assignee", row => row.Task.AssigneeId is { } assignee ? row.HandleOf(assignee) : null),
        new("creator", row => row.HandleOf(row.Task.CreatorId)),
        new("startDate", row => row.Task.StartDate?.ToString()),
        new("dueDate", row => row.Task.DueDate?.ToString()),
        new("dueTimeZone", row => row.Task.DueTimeZone),
        new("recurrence", row => row.Task.Recurrence?.Rule),
        new("parentId", row => row.Task.ParentId?.ToString()),
        new("archived", row => row.Task.Archived ? "true" : "false"),
        new("position", row => row.Task.Position),
        new("createdAt", row => Text(row.Task.CreatedAt)),
        new("updatedAt", row => Text(row.Task.UpdatedAt)),
        new("completedAt", row => row.Task.CompletedAt is { } at ? Text(at) : null),
        new("comments", row => Text(row.Task.CommentCount)),
        new("attachments", row => Text(row.Exported.Attachments.Length)),
        .. list.Fields.Select(field => new CsvColumn($"attributes.{field.Key}", row => row.Attribute(field.Key))),
    ];

    private static Func<CsvTask, string?> SectionsOf(TaskListView list)
    {
        var names = list.Sections.ToDictionary(section => section.Id, section => section.Name);
        return row => row.Task.SectionId is { } section ? names.GetValueOrDefault(section) : null;
    }

    private static Func<CsvTask, string?> LabelsOf(TaskListView list)
    {
        var names = list.Labels.ToDictionary(label => label.Id, label => label.Name);
        return row => string.Join(Separator, row.Task.Labels.Where(names.ContainsKey).Select(label => names[label]));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset instant) => new TaskDate(instant, null).ToString();
}

/// <summary>A task that becomes a row.</summary>
/// <param name="handles">Those of the people of its page.</param>
internal sealed class CsvTask(ExportedTask exported, IReadOnlyDictionary<UserId, string> handles)
{
    private readonly Lazy<Dictionary<string, JsonElement>> _attributes = new(() =>
        exported.Task.Attributes is { } json
            ? JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json.Value)!
            : []);

    public ExportedTask Exported { get; } = exported;

    public TaskItem Task => Exported.Task;

    public string? HandleOf(UserId user) => handles.GetValueOrDefault(user);

    /// <summary>A text as it is, anything else as JSON.</summary>
    public string? Attribute(string key) =>
        _attributes.Value.TryGetValue(key, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString(),
                _ => value.GetRawText(),
            }
            : null;
}
