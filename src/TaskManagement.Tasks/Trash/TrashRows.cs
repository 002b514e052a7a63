using System.Collections.Immutable;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Trash;

/// <summary>The rows that say what lies in the trash, and when a task was to be seen in which list.</summary>
internal static class TrashRows
{
    /// <summary>
    /// Writes the row of a task that lies in the trash, where one act may have taken it out and put it back.
    /// </summary>
    public const string TrashSql = """
        INSERT INTO task_trash (task_id, list_id, title, deleted_at) VALUES (@p0, @p1, @p2, @p3)
        ON CONFLICT (task_id) DO UPDATE SET
            list_id = excluded.list_id, title = excluded.title, deleted_at = excluded.deleted_at
        """;

    private const string TakeOutSql = "DELETE FROM task_trash WHERE task_id = @p0";

    private const string EndSpanSql =
        "UPDATE task_list_spans SET until_at = @p1 WHERE task_id = @p0 AND until_at IS NULL";

    private const string BeginSpanSql =
        "INSERT INTO task_list_spans (list_id, task_id, version, from_at) VALUES (@p0, @p1, @p2, @p3)";

    /// <summary>What an append that leads from one state to the other writes; mostly nothing.</summary>
    public static ImmutableArray<Statement> Of(TaskState? before, TaskState after)
    {
        var rows = ImmutableArray.CreateBuilder<Statement>();
        if (after.DeletedAt is { } deletedAt && deletedAt != before?.DeletedAt)
            rows.Add(new Statement(TrashSql, after.Id.Value, after.ListId.Value, after.Title, deletedAt));
        if (!after.Deleted && before is { Deleted: true })
            rows.Add(new Statement(TakeOutSql, after.Id.Value));
        if (ListChange.Of(before, after) is not { } change)
            return rows.ToImmutable();
        if (change.Left is not null)
            rows.Add(new Statement(EndSpanSql, after.Id.Value, change.At));
        if (change.Entered is { } list)
            rows.Add(new Statement(BeginSpanSql, list.Value, after.Id.Value, change.Version, change.At));
        return rows.ToImmutable();
    }
}

/// <summary>An append that took a task out of a list's sight, into another's, or both.</summary>
/// <param name="Version">The version that it led to.</param>
internal sealed record ListChange(ListId? Left, ListId? Entered, long Version, DateTimeOffset At)
{
    /// <summary>The change from one state to the other; <c>null</c> for none, as mostly.</summary>
    public static ListChange? Of(TaskState? before, TaskState after)
    {
        var (old, now) = (ListOf(before), ListOf(after));
        return old == now ? null : new ListChange(old, now, after.Version, after.UpdatedAt);
    }

    /// <summary>The list in which it is to be seen.</summary>
    private static ListId? ListOf(TaskState? task) => task is { Deleted: false } ? task.ListId : null;
}
