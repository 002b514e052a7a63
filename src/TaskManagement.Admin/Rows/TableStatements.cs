using System.Globalization;
using TaskManagement.Admin.Schema;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Admin.Rows;

/// <summary>
/// Statements about any table, made of names that the schema of this release has, and of numbered parameters.
/// </summary>
internal static class TableStatements
{
    /// <summary>Rows in the order of their key, after a key.</summary>
    /// <param name="after">The values of a key; <c>null</c> begins at the beginning.</param>
    public static Statement Page(Table table, IReadOnlyList<object>? after, int limit)
    {
        var values = new List<object?>(after ?? []) { limit };
        var where = after is null ? "" : $"WHERE ({List(table.Key)}) > ({Parameters(after.Count)})";
        return new Statement(
            $"SELECT {List(table.Columns)} FROM {Name(table.Name)} {where} ORDER BY {List(table.Key)} "
            + $"LIMIT @p{after?.Count ?? 0}",
            [.. values]);
    }

    /// <summary>Rows of a table with a partition and a sequence, of one partition and after a sequence.</summary>
    public static Statement PartitionPage(Table table, int partition, long afterSequence, int limit) => new(
        $"SELECT {List(table.Columns)} FROM {Name(table.Name)} WHERE partition = @p0 AND sequence > @p1 "
        + "ORDER BY sequence LIMIT @p2",
        partition, afterSequence, limit);

    /// <summary>Whether there is any row: 1 or 0.</summary>
    public static Statement Any(Table table) =>
        new($"SELECT count(*) FROM (SELECT 1 FROM {Name(table.Name)} LIMIT 1) AS any_row");

    /// <summary>What makes the insert of a row; its text is made once.</summary>
    public static Func<object?[], Statement> Insert(Table table)
    {
        var values = Parameters(table.Columns.Length);
        var text = $"INSERT INTO {Name(table.Name)} ({List(table.Columns)}) VALUES ({values})";
        return row => new Statement(text, row);
    }

    /// <summary>The text that begins to take rows in, for PostgreSQL.</summary>
    public static string CopyIn(Table table) =>
        $"COPY {Name(table.Name)} ({List(table.Columns)}) FROM STDIN (FORMAT BINARY)";

    private static string Name(string name) => $"\"{name}\"";

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(Name));

    private static string Parameters(int count) => string.Join(
        ", ", Enumerable.Range(0, count).Select(index => string.Create(CultureInfo.InvariantCulture, $"@p{index}")));
}
