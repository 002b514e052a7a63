using System.Collections.Immutable;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Trash;

/// <summary>The rows that say what lies in the trash, and when a task was to be seen in which list.</summary>
internal static class TrashRows
{
    private const string TrashSql =
        "INSERT INTO task_trash (task_id, list_id, title, deleted_at) VALUES (@p0, @p1, @p2, @p3)";

    private const string TakeOutSql = "DELETE FROM task_trash WHERE task_id = @p0";

    private const string EndSpanSql =
        "UPDATE task_list_spans SET until_at = @p1 WHERE task_id = @p0 AND until_at IS NULL";

    private const string BeginSpanSql =
        "INSERT INTO task_list_spans (list_id, task_id, version, from_at) VALUES (@p0, @p1, @p2, @p3)";

    /// <summary>What an append that leads from one state to the other writes; mostly nothing.</summary>
    public static ImmutableArray<Statement> Of(TaskState? before, TaskState after)
    {
        var (old, now) = (ListOf(before), ListOf(after));
        var rows = ImmutableArray.CreateBuilder<Statement>();
        if (after.Deleted && before is not { Deleted: true })
            rows.Add(new Statement(TrashSql, after.Id.Value, after.ListId.Value, after.Title, Statement.RecordedAt));
        if (!after.Deleted && before is { Deleted: true })
            rows.Add(new Statement(TakeOutSql, after.Id.Value));
        if (old == now)
            return rows.ToImmutable();
        if (old is not null)
            rows.Add(new Statement(EndSpanSql, after.Id.Value, Statement.RecordedAt));
        if (now is { } list)
            rows.Add(new Statement(BeginSpanSql, list.Value, after.Id.Value, after.Version, Statement.RecordedAt));
        return rows.ToImmutable();
    }

    /// <summary>The list in which it is to be seen.</summary>
    private static ListId? ListOf(TaskState? task) => task is { Deleted: false } ? task.ListId : null;
}
