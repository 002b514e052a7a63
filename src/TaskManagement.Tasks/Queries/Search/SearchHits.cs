namespace TaskManagement.Tasks.Queries.Search;

/// <summary>
/// The tasks <c>t</c> that the index finds and the caller may see, as what a statement reads from. What is found comes
/// first, then its task, then the membership, each by its key, whatever a planner believes: PostgreSQL takes any words
/// to be in a two-hundredth of all tasks, however many those are, and would rather read all that the caller sees.
/// </summary>
internal static class SearchHits
{
    private static readonly SqlWords Found = new(
        " FROM task_search f CROSS JOIN task_documents d CROSS JOIN tasks t CROSS JOIN list_members m "
        + "WHERE d.document_id = f.rowid AND t.task_id = d.task_id AND m.list_id = t.list_id AND task_search MATCH ",
        " FROM unnest(ARRAY(SELECT d.task_id FROM task_documents d WHERE d.words @@ CAST(");

    // PostgreSQL looks into no subquery that has an OFFSET: the order in which it joins is the one that is written.
    private static readonly SqlWords SeenBy = new(
        " AND m.user_id = ",
        " AS tsquery))) f (task_id) CROSS JOIN LATERAL ("
        + "SELECT x.* FROM tasks x JOIN list_members m ON m.list_id = x.list_id "
        + "WHERE x.task_id = f.task_id AND m.user_id = ");

    private static readonly SqlWords End = new("", " OFFSET 0) t WHERE true");

    /// <summary>Adds them; conditions may follow.</summary>
    /// <param name="expression">See <see cref="SearchExpression"/>.</param>
    public static SqlText Add(SqlText sql, string expression, Guid caller) =>
        sql.Add(Found).Value(expression).Add(SeenBy).Value(caller).Add(End);
}
