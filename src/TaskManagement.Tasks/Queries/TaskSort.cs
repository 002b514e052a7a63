using System.Collections.Immutable;
using System.Globalization;
using TaskManagement.Contracts.Tasks;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Queries;

/// <summary>An order of tasks: a column, then the id, which tells equal ones apart.</summary>
/// <param name="Column">The column; it is never NULL.</param>
/// <param name="Descending">Turned round.</param>
/// <param name="Write">The key of a task, as its cursor holds it.</param>
/// <param name="Read">The key of a cursor, as a statement's value.</param>
internal sealed record TaskSort(
    string Column, bool Descending, Func<TaskItem, string> Write, Func<string, object> Read)
{
    private const char Turned = '-';

    private static readonly ImmutableDictionary<string, TaskSort> ByName = new Dictionary<string, TaskSort>
    {
        ["position"] = Text("t.position", task => task.Position),
        ["createdAt"] = Instant("t.created_at", task => task.CreatedAt),
        ["updatedAt"] = Instant("t.updated_at", task => task.UpdatedAt),
        ["dueDate"] = Instant("t.due_at", task => DueInstant.Of(task.DueDate, task.DueTimeZone)),
        ["priority"] = Number("t.priority", task => task.Priority),
        ["title"] = Text("t.title_folded", task => SearchText.Fold(task.Title)),
    }.ToImmutableDictionary();

    /// <summary>The names, for people.</summary>
    public const string Names =
        "position, createdAt, updatedAt, dueDate, priority or title, with or without a leading '-'";

    /// <summary>The order of a name such as <c>-dueDate</c>; <c>null</c> where there is none.</summary>
    public static TaskSort? Find(string name)
    {
        var descending = name.StartsWith(Turned);
        return ByName.TryGetValue(descending ? name[1..] : name, out var sort)
            ? sort with { Descending = descending }
            : null;
    }

    private static TaskSort Text(string column, Func<TaskItem, string> key) => new(column, false, key, text => text);

    private static TaskSort Number(string column, Func<TaskItem, long> key) => new(
        column,
        false,
        task => key(task).ToString(CultureInfo.InvariantCulture),
        text => long.Parse(text, CultureInfo.InvariantCulture));

    private static TaskSort Instant(string column, Func<TaskItem, DateTimeOffset> key) => new(
        column,
        false,
        task => RowReading.ToMicroseconds(key(task)).ToString(CultureInfo.InvariantCulture),
        text => RowReading.FromMicroseconds(long.Parse(text, CultureInfo.InvariantCulture)));
}
