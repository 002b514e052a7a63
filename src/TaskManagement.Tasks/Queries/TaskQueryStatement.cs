using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.Tasks.Tasks;

namespace TaskManagement.Tasks.Queries;

/// <summary>
/// Composes the statement of a task query out of the constants below: a condition that is not asked for is not in it,
/// so that an index can serve the rest. Whatever a client sends is a parameter.
/// </summary>
internal sealed class TaskQueryStatement
{
    // Visibility is part of the query: whoever is no member of a list sees none of its tasks.
    private const string Visible = """
        SELECT t.task_id, t.list_id, t.section_id, t.title, t.description, t.status, t.priority, t.start_date,
            t.due_date, t.due_time_zone, t.assignee_id, t.creator_id, t.labels, t.attributes, t.position, t.archived,
            t.comment_count, t.source_system, t.source_id, t.created_at, t.updated_at, t.completed_at, t.version
        FROM tasks t
        JOIN list_members m ON m.list_id = t.list_id
        WHERE m.user_id =
        """;

    private const string InList = " AND t.list_id =";
    private const string InSection = " AND t.section_id =";
    private const string HasStatus = " AND t.status =";
    private const string HasAssignee = " AND t.assignee_id =";
    private const string IsArchived = " AND t.archived =";
    private const string DueFrom = " AND t.due_at >=";
    private const string DueBefore = " AND t.due_at <";
    private const string Holds = " AND t.search LIKE";
    private const string Escape = @" ESCAPE '\'";

    private readonly StringBuilder _sql = new();
    private readonly ImmutableArray<object?>.Builder _values = ImmutableArray.CreateBuilder<object?>();

    private TaskQueryStatement()
    {
    }

    /// <summary>The statement of one page and one row more.</summary>
    /// <param name="words">Folded words, each of which must be found.</param>
    /// <param name="place">Key and id of the row that the page follows; <c>null</c> for the first page.</param>
    public static Statement Of(
        UserId caller, TaskQuery query, TaskSort sort, IEnumerable<string> words, (object Key, Guid Id)? place)
    {
        var statement = new TaskQueryStatement().Where(Visible, caller.Value).Filter(query);
        foreach (var word in words)
            statement.Where(Holds, SearchText.Pattern(word)).Append(Escape);
        return statement.Order(sort, place, query.Page.Limit + 1).Build();
    }

    private TaskQueryStatement Filter(TaskQuery query)
    {
        WhereGiven(InList, query.ListId?.Value);
        WhereGiven(InSection, query.SectionId?.Value);
        WhereGiven(HasStatus, query.Status is { } status ? WorkStatusText.Of(status) : null);
        WhereGiven(HasAssignee, query.AssigneeId?.Value);
        WhereGiven(IsArchived, query.Archived);
        WhereGiven(DueFrom, query.DueFrom);

        // Without this end a range that is open above would take in the tasks that are never due.
        WhereGiven(DueBefore, query.DueTo ?? (query.DueFrom is null ? null : DueInstant.Never));
        return this;
    }

    private TaskQueryStatement Order(TaskSort sort, (object Key, Guid Id)? place, int limit)
    {
        var (after, direction) = sort.Descending ? (" < ", " DESC") : (" > ", "");
        if (place is { } row)
        {
            Append(" AND (").Append(sort.Column).Append(", t.task_id)").Append(after);
            Append("(").Value(row.Key).Append(", ").Value(row.Id).Append(")");
        }

        Append(" ORDER BY ").Append(sort.Column).Append(direction).Append(", t.task_id").Append(direction);
        return Append(" LIMIT ").Value(limit);
    }

    private Statement Build() => new(_sql.ToString(), [.. _values]);

    private void WhereGiven(string condition, object? value)
    {
        if (value is not null)
            Where(condition, value);
    }

    private TaskQueryStatement Where(string condition, object value) => Append(condition).Append(" ").Value(value);

    private TaskQueryStatement Append(string constant)
    {
        _sql.Append(constant);
        return this;
    }

    private TaskQueryStatement Value(object value)
    {
        _sql.Append(CultureInfo.InvariantCulture, $"@p{_values.Count}");
        _values.Add(value);
        return this;
    }
}
