using System.Collections.Immutable;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Queries.Sorting;

/// <summary>The fields that tasks can be ordered by. What is empty comes after all that is not.</summary>
internal static class SortFields
{
    /// <summary>Where the words of a search were found, then what changed last.</summary>
    public const string Relevance = "relevance";

    private const string NeverMicroseconds = "253402300799999999";

    private static readonly ImmutableDictionary<string, (SqlWords Expression, SortValues Values)> ByName =
        new Dictionary<string, (SqlWords, SortValues)>
        {
            ["position"] = (Same("t.position"), SortValues.Text),
            ["createdAt"] = (Same("t.created_at"), SortValues.Integer),
            ["updatedAt"] = (Same("t.updated_at"), SortValues.Integer),
            ["dueDate"] = (Same("t.due_at"), SortValues.Integer),
            ["startDate"] = (Same("t.start_at"), SortValues.Integer),
            ["completedAt"] = (Same($"coalesce(t.completed_at, {NeverMicroseconds})"), SortValues.Integer),
            ["priority"] = (Same("t.priority"), SortValues.Integer),
            ["title"] = (Same("t.title_folded"), SortValues.Text),
            ["status"] = (
                Same("""
                    CASE t.status WHEN 'todo' THEN 0 WHEN 'in_progress' THEN 1 WHEN 'blocked' THEN 2
                        WHEN 'done' THEN 3 ELSE 4 END
                    """),
                SortValues.Integer),
            ["sectionId"] = (
                Same("""
                    coalesce((SELECT o.ordinal FROM list_sections o
                        WHERE o.list_id = t.list_id AND o.section_id = t.section_id), -1)
                    """),
                SortValues.Integer),
            ["assigneeId"] = (
                new SqlWords("coalesce(t.assignee_id, '~')", "coalesce(t.assignee_id::text, '~') COLLATE \"C\""),
                SortValues.Text),
        }.ToImmutableDictionary();

    /// <summary>The names, for people.</summary>
    public static string Names { get; } =
        string.Join(", ", ByName.Keys.Order(StringComparer.Ordinal)) + ", attributes.<name>, relevance";

    /// <summary>The key of a field; <c>null</c> where there is none of that name.</summary>
    public static SortKey? Find(string name, bool descending) => ByName.TryGetValue(name, out var field)
        ? new SortKey(field.Expression, field.Values, descending)
        : null;

    private static SqlWords Same(string sql) => new(sql, sql);
}
