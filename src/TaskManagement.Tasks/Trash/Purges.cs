using System.Collections.Immutable;
using System.Data.Common;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Trash;

/// <summary>Something that was removed for good, with more to be done for it.</summary>
/// <param name="Kind">A task or a list.</param>
/// <param name="At">When it was removed.</param>
internal sealed record Purge(string Kind, Guid Id, DateTimeOffset At);

/// <summary>
/// What lies in the trash for too long, and what is left to be done of what was removed. A row is written by the append
/// that removes, and goes when all is done: so nothing is forgotten, whatever ends in between.
/// </summary>
internal sealed class Purges(IDatabase database)
{
    /// <summary>A task.</summary>
    public const string TaskKind = "task";

    /// <summary>A list, whose tasks have to follow it.</summary>
    public const string ListKind = "list";

    private const string BeginSql = """
        INSERT INTO trash_purges (kind, id, at) VALUES (@p0, @p1, @p2) ON CONFLICT (kind, id) DO NOTHING
        """;

    private const string EndSql = "DELETE FROM trash_purges WHERE kind = @p0 AND id = @p1";
    private const string BegunSql = "SELECT kind, id, at FROM trash_purges ORDER BY at, id LIMIT @p0";

    private const string ListsSql =
        "SELECT list_id FROM list_trash WHERE deleted_at <= @p0 ORDER BY deleted_at, list_id LIMIT @p1";

    private const string TasksSql =
        "SELECT task_id FROM task_trash WHERE deleted_at <= @p0 ORDER BY deleted_at, task_id LIMIT @p1";

    private const string TasksOfListSql = "SELECT task_id FROM tasks WHERE list_id = @p0 LIMIT @p1";

    private const string TrashOfListSql =
        "SELECT task_id FROM task_trash WHERE list_id = @p0 ORDER BY deleted_at LIMIT @p1";

    /// <summary>There is more to do for it.</summary>
    public static Statement Begin(string kind, Guid id) => new(BeginSql, kind, id, Statement.RecordedAt);

    /// <summary>What was removed and is not done with, the oldest first.</summary>
    public Task<ImmutableArray<Purge>> BegunAsync(int limit) => database.ReadAsync(
        new Statement(BegunSql, limit), row => new Purge(row.GetString(0), row.Uuid(1), row.Instant(2)));

    /// <summary>Lists that lie in the trash since this instant or longer.</summary>
    public Task<ImmutableArray<Guid>> ListsAsync(DateTimeOffset until, int limit) =>
        database.ReadAsync(new Statement(ListsSql, until, limit), Id);

    /// <summary>Tasks that lie in the trash since this instant or longer.</summary>
    public Task<ImmutableArray<Guid>> TasksAsync(DateTimeOffset until, int limit) =>
        database.ReadAsync(new Statement(TasksSql, until, limit), Id);

    /// <summary>Tasks of a list that do not lie in the trash by themselves.</summary>
    public Task<ImmutableArray<Guid>> TasksOfAsync(Guid list, int limit) =>
        database.ReadAsync(new Statement(TasksOfListSql, list, limit), Id);

    /// <summary>Tasks of a list that lie in the trash.</summary>
    public Task<ImmutableArray<Guid>> TrashOfAsync(Guid list, int limit) =>
        database.ReadAsync(new Statement(TrashOfListSql, list, limit), Id);

    /// <summary>Done with these: their bytes leave the database's files first.</summary>
    public async Task EndAsync(ImmutableArray<Purge> done)
    {
        if (done.IsEmpty)
            return;
        await database.ScrubAsync(Erased.Content);
        await database.WriteAsync([.. done.Select(purge => new Statement(EndSql, purge.Kind, purge.Id))]);
    }

    private static Guid Id(DbDataReader row) => row.Uuid(0);
}
