using System.Data.Common;
using System.Globalization;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Lists;
using TaskManagement.Tasks.Paging;

namespace TaskManagement.Tasks.Queries;

/// <summary>Finds lists in the read model.</summary>
internal sealed class ListQueries(IDatabase database, PageCursors cursors)
{
    private const string ListsOrder = "lists";

    private const string FirstListsSql = """
        SELECT l.list_id, l.name, l.description, l.owner_id, m.role, l.created_at, l.updated_at, l.version,
               l.archived
        FROM list_members m
        JOIN lists l ON l.list_id = m.list_id
        WHERE m.user_id = @p0
        ORDER BY l.created_at, l.list_id
        LIMIT @p1
        """;

    private const string NextListsSql = """
        SELECT l.list_id, l.name, l.description, l.owner_id, m.role, l.created_at, l.updated_at, l.version,
               l.archived
        FROM list_members m
        JOIN lists l ON l.list_id = m.list_id
        WHERE m.user_id = @p0 AND (l.created_at, l.list_id) > (@p2, @p3)
        ORDER BY l.created_at, l.list_id
        LIMIT @p1
        """;

    /// <summary>See <see cref="ITaskQueriesGrain.Lists"/>.</summary>
    public async Task<Result<Page<TaskListSummary>>> ListsAsync(Caller caller, PageRequest page)
    {
        if (Pages.Refuse(page) is { } refusal)
            return refusal;
        var statement = new Statement(FirstListsSql, caller.UserId.Value, page.Limit + 1);
        if (page.Cursor is { } cursor)
        {
            if (cursors.Read(ListsOrder, cursor) is not [var createdAt, var id])
                return Refusals.CursorInvalid;
            statement = new Statement(
                NextListsSql,
                caller.UserId.Value,
                page.Limit + 1,
                RowReading.FromMicroseconds(long.Parse(createdAt, CultureInfo.InvariantCulture)),
                Guid.Parse(id));
        }

        var rows = await database.ReadAsync(statement, Summary);
        return Pages.Of(rows, page.Limit, last => cursors.Write(
            ListsOrder,
            RowReading.ToMicroseconds(last.CreatedAt).ToString(CultureInfo.InvariantCulture),
            last.Id.ToString()));
    }

    private static TaskListSummary Summary(DbDataReader row) => new(
        new ListId(row.Uuid(0)),
        row.GetString(1),
        row.GetString(2),
        new UserId(row.Uuid(3)),
        ListRoleText.Parse(row.GetString(4)),
        row.GetBoolean(8),
        row.Instant(5),
        row.Instant(6),
        row.GetInt64(7));
}
