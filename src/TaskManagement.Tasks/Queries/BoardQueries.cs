using System.Collections.Immutable;
using System.Data.Common;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Paging;

namespace TaskManagement.Tasks.Queries;

/// <summary>Reads the board of a list with one statement, whatever number of sections it has.</summary>
internal sealed class BoardQueries(IDatabase database, PageCursors cursors)
{
    /// <summary>The order of a board, and of the pages that its columns go on with.</summary>
    private const string Order = "tasks/position";

    // An index numbers the tasks of each section before any row is read. The first of every section come before the
    // second of any, so that a board that is cut is cut fairly.
    private const string SelectBoard = $"""
        SELECT {TaskItemRow.Columns}, r.total
        FROM (
            SELECT x.task_id, x.list_id,
                row_number() OVER (PARTITION BY x.section_id ORDER BY x.position, x.task_id) AS place,
                count(*) OVER (PARTITION BY x.section_id) AS total
            FROM tasks x
            WHERE x.list_id = @p0 AND x.archived = @p1) r
        JOIN list_members m ON m.list_id = r.list_id AND m.user_id = @p2
        JOIN tasks t ON t.task_id = r.task_id
        WHERE r.place <= @p3
        ORDER BY r.place, t.position, t.task_id
        LIMIT @p4
        """;

    /// <summary>The board.</summary>
    public async Task<TaskBoard> ReadAsync(Caller caller, TaskListView list)
    {
        var statement = new Statement(
            SelectBoard,
            list.Id.Value,
            false,
            caller.UserId.Value,
            TaskBounds.BoardSectionTasksMax,
            TaskBounds.BoardTasksMax);
        var sections = list.Sections.Select(section => (SectionId?)section.Id).ToHashSet();

        // Tasks of a section that was removed keep it in mind, and are shown as tasks of none meanwhile.
        var rows = (await database.ReadAsync(statement, Row))
            .ToLookup(row => sections.Contains(row.Item.SectionId) ? row.Item.SectionId : null);
        ImmutableArray<TaskBoardColumn> columns =
        [
            Column(null, null, rows[null]),
            .. list.Sections.Select(section => Column(section.Id, section.Name, rows[section.Id])),
        ];
        return new TaskBoard(list, columns, columns.All(column => column.NextCursor is null));
    }

    private static (TaskItem Item, long Total) Row(DbDataReader row) =>
        (TaskItemRow.Read(row), row.GetInt64(TaskItemRow.Count));

    /// <summary>A column whose tasks are not all there goes on with the pages of its section.</summary>
    private TaskBoardColumn Column(SectionId? id, string? name, IEnumerable<(TaskItem Item, long Total)> rows)
    {
        var found = rows.OrderBy(row => row.Item.Position, StringComparer.Ordinal)
            .ThenBy(row => row.Item.Id.Value).Take(TaskBounds.BoardSectionTasksMax).ToImmutableArray();
        var total = (int)rows.DistinctBy(row => row.Item.SectionId).Sum(row => row.Total);
        var next = found.Length < total
            ? cursors.Write(Order, found[^1].Item.Position, found[^1].Item.Id.ToString())
            : null;
        return new TaskBoardColumn(id, name, [.. found.Select(row => row.Item)], total, next);
    }
}
