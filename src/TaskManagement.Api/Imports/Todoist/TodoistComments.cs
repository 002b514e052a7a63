using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using TaskManagement.Api.Imports.Csv;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Imports.Todoist;

/// <summary>Notes of an export, as comments. A file of a note becomes a link to it.</summary>
internal sealed partial class TodoistComments(CsvTable table, CsvReport report, DateTimeOffset now)
{
    private readonly CsvKeys _keys = new();
    private readonly Dictionary<string, List<ImportedComment>> _ofTasks = new(StringComparer.Ordinal);

    /// <summary>The comments of a task.</summary>
    public ImmutableArray<ImportedComment> Of(string task) => [.. _ofTasks.GetValueOrDefault(task, [])];

    /// <summary>Takes in a note of a task.</summary>
    public void Read(CsvRecord row, string task)
    {
        var content = table.Value(row, TodoistColumns.Content);
        var text = File().Replace(content, match => Link(match.Groups["json"].Value) ?? match.Value).Trim();
        if (text.Length == 0)
            report.Add(row.Line, TodoistColumns.Content, "is empty", "give it a text, or remove the line");
        report.Length(row.Line, TodoistColumns.Content, text, TaskBounds.CommentLengthMax);
        var (name, id) = TodoistPeople.Read(table.Value(row, TodoistColumns.Author));
        report.Length(row.Line, TodoistColumns.Author, name, ListBounds.NameLengthMax);
        var date = table.Value(row, TodoistColumns.Date);
        if (!_ofTasks.TryGetValue(task, out var comments))
            _ofTasks[task] = comments = [];
        comments.Add(new ImportedComment(_keys.Next(task, date, name, content), id, name, text, WrittenAt(date)));
        if (comments.Count == TaskBounds.CommentsMax + 1)
            report.Add(row.Line, null, $"is one comment more than the {TaskBounds.CommentsMax} taken", "remove some");
    }

    private DateTimeOffset WrittenAt(string date) => DateTimeOffset.TryParse(
        date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var written)
        && written.Year is >= TaskBounds.YearMin and <= TaskBounds.YearMax
            ? written.ToUniversalTime()
            : now;

    /// <summary>A link to the file of a note; <c>null</c> where it cannot be read, and stays as it is.</summary>
    private static string? Link(string json)
    {
        try
        {
            var file = JsonSerializer.Deserialize<TodoistFile>(json, JsonSerializerOptions.Web);
            return file?.Url is { Length: > 0 } url ? MarkdownLinks.Of(file.Name, url) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\[\[file (?<json>\{[^}]*\})\]\]")]
    private static partial Regex File();

    private sealed record TodoistFile(
        [property: JsonPropertyName("file_name")] string? Name,
        [property: JsonPropertyName("file_url")] string? Url);
}
