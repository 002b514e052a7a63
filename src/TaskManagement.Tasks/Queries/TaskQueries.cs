using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Lists;
using TaskManagement.Tasks.Paging;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Queries;

/// <summary>Answers from the read model.</summary>
internal sealed class TaskQueries(IDatabase database, PageCursors cursors)
{
    private const string ListsOrder = "lists";

    private const string FirstListsSql = """
        SELECT l.list_id, l.name, l.description, l.owner_id, m.role, l.created_at, l.updated_at, l.version
        FROM list_members m
        JOIN lists l ON l.list_id = m.list_id
        WHERE m.user_id = @p0
        ORDER BY l.created_at, l.list_id
        LIMIT @p1
        """;

    private const string NextListsSql = """
        SELECT l.list_id, l.name, l.description, l.owner_id, m.role, l.created_at, l.updated_at, l.version
        FROM list_members m
        JOIN lists l ON l.list_id = m.list_id
        WHERE m.user_id = @p0 AND (l.created_at, l.list_id) > (@p2, @p3)
        ORDER BY l.created_at, l.list_id
        LIMIT @p1
        """;

    /// <summary>See <see cref="ITaskQueriesGrain.Tasks"/>.</summary>
    public async Task<Result<Page<TaskItem>>> TasksAsync(Caller caller, TaskQuery query)
    {
        var errors = new FieldErrors();
        var words = Words(errors, query.Text);
        var sort = TaskSort.Find(query.Sort);
        if (sort is null)
            errors.Add("sort", $"must be {TaskSort.Names}");
        if (query.Status is { } status)
            TaskFields.Status(errors, status);
        if ((errors.ToRefusal() ?? Pages.Refuse(query.Page)) is { } refusal)
            return refusal;
        return await ReadAsync(caller.UserId, query, sort!, words);
    }

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

    private static ImmutableArray<string> Words(FieldErrors errors, string? text)
    {
        if (text is null)
            return [];
        if (text.Length > TaskBounds.SearchLengthMax)
            errors.Add("text", $"has {text.Length} characters; shorten it to {TaskBounds.SearchLengthMax}");
        if (!TextRules.IsStorable(text))
        {
            errors.Add("text", "holds U+0000 or half of a surrogate pair; remove it");
            return [];
        }

        ImmutableArray<string> words = [.. SearchText.Words(text)];
        if (words.Length > TaskBounds.SearchWordsMax)
            errors.Add("text", $"has {words.Length} words; keep to {TaskBounds.SearchWordsMax}");
        return words;
    }

    private async Task<Result<Page<TaskItem>>> ReadAsync(
        UserId caller, TaskQuery query, TaskSort sort, ImmutableArray<string> words)
    {
        var order = $"tasks/{query.Sort}";
        (object, Guid)? place = null;
        if (query.Page.Cursor is { } cursor)
        {
            if (cursors.Read(order, cursor) is not [var key, var id])
                return Refusals.CursorInvalid;
            place = (sort.Read(key), Guid.Parse(id));
        }

        var rows = await database.ReadAsync(TaskQueryStatement.Of(caller, query, sort, words, place), Item);
        return Pages.Of(
            rows, query.Page.Limit, last => cursors.Write(order, sort.Write(last), last.Id.ToString()));
    }

    private static TaskItem Item(DbDataReader row) => new(
        new TaskId(row.Uuid(0)),
        new ListId(row.Uuid(1)),
        row.UuidOrNull(2) is { } section ? new SectionId(section) : null,
        row.GetString(3),
        row.GetString(4),
        WorkStatusText.Parse(row.GetString(5)),
        row.GetInt32(6),
        Date(row, 7),
        Date(row, 8),
        row.TextOrNull(9),
        row.UuidOrNull(10) is { } assignee ? new UserId(assignee) : null,
        new UserId(row.Uuid(11)),
        JsonSerializer.Deserialize<ImmutableArray<LabelId>>(row.GetString(12)),
        row.TextOrNull(13) is { } attributes ? new JsonText(attributes) : null,
        row.GetString(14),
        row.GetBoolean(15),
        row.GetInt32(16),
        row.TextOrNull(17) is { } system ? new ImportSource(system, row.GetString(18)) : null,
        row.Instant(19),
        row.Instant(20),
        row.InstantOrNull(21),
        row.GetInt64(22));

    private static TaskDate? Date(DbDataReader row, int column) => row.TextOrNull(column) is not { } text
        ? null
        : TaskDate.TryParse(text, out var date)
            ? date
            : throw new FormatException($"Column {column} holds '{text}', which is no date.");

    private static TaskListSummary Summary(DbDataReader row) => new(
        new ListId(row.Uuid(0)),
        row.GetString(1),
        row.GetString(2),
        new UserId(row.Uuid(3)),
        ListRoleText.Parse(row.GetString(4)),
        Archived: false,
        row.Instant(5),
        row.Instant(6),
        row.GetInt64(7));
}
