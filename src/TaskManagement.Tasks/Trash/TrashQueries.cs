using System.Data.Common;
using System.Globalization;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Paging;

namespace TaskManagement.Tasks.Trash;

/// <summary>Finds what lies in the trash: tasks of the caller's lists, and lists that the caller owns.</summary>
internal sealed class TrashQueries(IDatabase database, PageCursors cursors)
{
    private const string Order = "trash";

    private const string TrashSql = """
        SELECT kind, id, list_id, title, deleted_at FROM (
            SELECT 'task' AS kind, t.task_id AS id, t.list_id, t.title, t.deleted_at
            FROM list_members m
            JOIN task_trash t ON t.list_id = m.list_id
            WHERE m.user_id = @p0
            UNION ALL
            SELECT 'list', l.list_id, l.list_id, l.name, l.deleted_at FROM list_trash l WHERE l.owner_id = @p0
        ) AS trash
        WHERE (deleted_at, id) < (@p2, @p3)
        ORDER BY deleted_at DESC, id DESC
        LIMIT @p1
        """;

    /// <summary>See <see cref="ITaskQueriesGrain.Trash"/>.</summary>
    public async Task<Result<Page<TrashedThing>>> TrashAsync(Caller caller, PageRequest page)
    {
        if (Pages.Refuse(page) is { } refusal)
            return refusal;
        var (before, id) = (DateTimeOffset.MaxValue, Guid.AllBitsSet);
        if (page.Cursor is { } cursor)
        {
            if (cursors.Read(Order, cursor) is not [var deletedAt, var last])
                return Refusals.CursorInvalid;
            before = RowReading.FromMicroseconds(long.Parse(deletedAt, CultureInfo.InvariantCulture));
            id = Guid.Parse(last);
        }

        var rows = await database.ReadAsync(
            new Statement(TrashSql, caller.UserId.Value, page.Limit + 1, before, id), Thing);
        return Pages.Of(rows, page.Limit, last => cursors.Write(
            Order,
            RowReading.ToMicroseconds(last.DeletedAt).ToString(CultureInfo.InvariantCulture),
            last.Id.ToString()));
    }

    private static TrashedThing Thing(DbDataReader row) => new(
        row.GetString(0), row.Uuid(1), new ListId(row.Uuid(2)), row.GetString(3), row.Instant(4));
}
