namespace TaskManagement.Tasks.Queries.Search;

/// <summary>That a task is among those that the index finds.</summary>
internal static class SearchCondition
{
    private const string End = "))";

    private static readonly SqlWords Found = new(
        """
        (t.task_id IN (SELECT d.task_id FROM task_search f JOIN task_documents d ON d.document_id = f.rowid
            WHERE task_search MATCH
        """,
        "(t.task_id IN (SELECT d.task_id FROM task_documents d WHERE d.words @@");

    private static readonly SqlWords Query = new(" ", " CAST(");

    private static readonly SqlWords QueryEnd = new("", " AS tsquery)");

    // A row that was found is looked at by itself; SQLite's index can only be asked for all, of which it knows few.
    private static readonly SqlWords FoundByItself = new(
        """
        (t.task_id IN (SELECT d.task_id FROM task_search f JOIN task_documents d ON d.document_id = f.rowid
            WHERE task_search MATCH
        """,
        "((SELECT d.words @@");

    private static readonly SqlWords EndByItself = new(End, " FROM task_documents d WHERE d.task_id = t.task_id))");

    /// <summary>Adds it.</summary>
    /// <param name="expression">See <see cref="SearchExpression"/>.</param>
    public static SqlText Add(SqlText sql, string expression) =>
        sql.Add(Found).Add(Query).Value(expression).Add(QueryEnd).Add(End);

    /// <summary>Adds it for rows that are few.</summary>
    public static SqlText AddByItself(SqlText sql, string expression) =>
        sql.Add(FoundByItself).Add(Query).Value(expression).Add(QueryEnd).Add(EndByItself);
}
