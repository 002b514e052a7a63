using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Queries.Sorting;

/// <summary>
/// An order by a member of the attributes, whatever it holds: numbers first, then texts and truth values, then all
/// else and nothing.
/// </summary>
internal static class AttributeSort
{
    // Every number of an attribute is below it: what is larger is refused when it is written.
    private static readonly SqlWords NumberStart = new(
        "CASE WHEN json_type(t.attributes, ",
        "CASE WHEN jsonb_typeof(t.attributes_json -> CAST(");

    private static readonly SqlWords NumberThen = new(
        ") IN ('integer', 'real') THEN CAST(json_extract(t.attributes, ",
        " AS text)) = 'number' THEN CAST(t.attributes_json -> CAST(");

    private static readonly SqlWords NumberEnd = new(
        ") AS REAL) ELSE 1.7976931348623157e308 END",
        " AS text) AS double precision) ELSE 1.7976931348623157e308 END");

    // The first characters tell as much as an order can show, and a cursor has to hold them.
    private static readonly SqlWords TextStart = new(
        "CASE WHEN json_type(t.attributes, ",
        "CASE WHEN jsonb_typeof(t.attributes_json -> CAST(");

    private static readonly SqlWords TextThen = new(
        ") IN ('text', 'true', 'false') THEN substr(t.attributes ->> ",
        " AS text)) IN ('string', 'boolean') THEN substr(t.attributes_json ->> CAST(");

    private static readonly SqlWords TextEnd = new(
        ", 1, 100) ELSE '\U0010FFFD' END",
        " AS text), 1, 100) ELSE '\U0010FFFD' END COLLATE \"C\"");

    /// <summary>The keys of the order.</summary>
    public static SortKey[] Keys(string key, bool descending) =>
    [
        new(sql => Write(sql, key, NumberStart, NumberThen, NumberEnd), SortValues.Real, descending),
        new(sql => Write(sql, key, TextStart, TextThen, TextEnd), SortValues.Text, descending),
    ];

    private static void Write(SqlText sql, string key, SqlWords start, SqlWords then, SqlWords end)
    {
        var name = sql.Kind == DatabaseKind.PostgreSql ? key : $"$.\"{key}\"";
        sql.Add(start).Value(name).Add(then).Value(name).Add(end);
    }
}
