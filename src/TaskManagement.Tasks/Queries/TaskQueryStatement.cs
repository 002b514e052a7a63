using System.Collections.Immutable;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Queries.Filters;
using TaskManagement.Tasks.Queries.Search;
using TaskManagement.Tasks.Queries.Sorting;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Queries;

/// <summary>
/// Composes the statement of a task query out of the constants below: a condition that is not asked for is not in it,
/// so that an index can serve the rest. Whatever a client sends is a parameter.
/// </summary>
internal sealed class TaskQueryStatement(DatabaseKind kind, TaskQuery query, TaskQuestion question)
{
    private const string Select = $"SELECT {TaskItemRow.Columns}";

    // Visibility is part of the query: whoever is no member of a list sees none of its tasks. The caller's lists come
    // first, whatever a planner believes, so that the cost follows from them and not from what others have: that is
    // what CROSS means to SQLite, and it means nothing to PostgreSQL.
    private const string Visible =
        " FROM list_members m CROSS JOIN tasks t WHERE t.list_id = m.list_id AND m.user_id = ";

    private const string InList = " AND m.list_id = ";
    private const string ListIs = " AND t.list_id = ";
    private const string InSection = " AND t.section_id = ";
    private const string InNoSection = """
         AND (t.section_id IS NULL OR NOT EXISTS (
            SELECT 1 FROM list_sections n WHERE n.list_id = t.list_id AND n.section_id = t.section_id))
        """;
    private const string HasStatus = " AND t.status = ";
    private const string HasAssignee = " AND t.assignee_id = ";
    private const string HasParent = " AND t.parent_id = ";
    private const string IsArchived = " AND t.archived = ";
    private const string DueFrom = " AND t.due_at >= ";
    private const string DueBefore = " AND t.due_at < ";
    private const string And = " AND ";
    private const string Limit = " LIMIT ";
    private const string Nothing = " AND 1 = 0";
    private const string CountStart = "SELECT count(*) FROM (SELECT 1";
    private const string CountEnd = ") counted";

    private readonly SqlText _sql = new(kind);

    /// <summary>The statement of a page and one row more; the keys of the order follow a task's columns.</summary>
    /// <param name="place">Keys and id of the row that the page follows; empty for the first page.</param>
    public static Statement Page(
        DatabaseKind kind, TaskQuery query, TaskQuestion question, TaskOrder order, IReadOnlyList<string> place)
    {
        var statement = new TaskQueryStatement(kind, query, question);
        var sql = order.Select(statement._sql.Add(Select));
        statement.Where();
        if (place.Count > 0)
            order.After(sql, place);
        return order.By(sql).Add(Limit).Value(query.Page.Limit + 1).Build();
    }

    /// <summary>The statement that counts, up to one more than is counted.</summary>
    public static Statement Count(DatabaseKind kind, TaskQuery query, TaskQuestion question)
    {
        var statement = new TaskQueryStatement(kind, query, question);
        statement._sql.Add(CountStart);
        statement.Where();
        return statement._sql.Add(Limit).Value(TaskBounds.CountMax + 1).Add(CountEnd).Build();
    }

    private void Where()
    {
        From();
        AddGiven(ListIs, query.ListId?.Value);
        AddGiven(InSection, query.SectionId?.Value);
        if (query.InNoSection)
            _sql.Add(InNoSection);
        AddGiven(HasStatus, query.Status is { } status ? WorkStatusText.Of(status) : null);
        AddGiven(HasAssignee, query.AssigneeId?.Value);
        AddGiven(HasParent, query.ParentId?.Value);
        AddGiven(IsArchived, question.Archived);
        AddGiven(DueFrom, query.DueFrom);

        // Without this end a range that is open above would take in the tasks that are never due.
        AddGiven(DueBefore, query.DueTo ?? (query.DueFrom is null ? null : DueInstant.Never));
        if (question.Filter is { } filter)
            new FilterCompiler(_sql.Add(And), question.Scope).Add(filter);
    }

    private void From()
    {
        var (caller, keys) = (question.Scope.Caller.Value, question.Scope.ListKeys);
        if (question.Required.IsEmpty || keys.IsEmpty)
        {
            _sql.Add(Visible, caller);
            AddGiven(InList, query.ListId?.Value);
            _sql.Add(question.Required.IsEmpty ? "" : Nothing);
            return;
        }

        SearchHits.Add(
            _sql, SearchExpression.Of(kind, keys, question.Required, SearchReach.Everything), caller);
    }

    private void AddGiven(string condition, object? value)
    {
        if (value is not null)
            _sql.Add(condition, value);
    }
}

/// <summary>What a query asks, read.</summary>
/// <param name="Scope">Who asks, when and where.</param>
/// <param name="Filter">What is asked beside the words that are required.</param>
/// <param name="Phrases">The words of the text, by which a search is ordered and marked.</param>
/// <param name="Required">Each of which must be found: those of the text, and of the filter.</param>
/// <param name="Archived">Only archived ones, only the others, or both.</param>
internal sealed record TaskQuestion(
    FilterScope Scope,
    FilterNode? Filter,
    ImmutableArray<SearchPhrase> Phrases,
    ImmutableArray<SearchPhrase> Required,
    bool? Archived);
