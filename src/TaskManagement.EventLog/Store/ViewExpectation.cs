using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Store;

/// <summary>Holds the view statements of an append to the rows that they expect to affect.</summary>
internal static class ViewExpectation
{
    /// <summary>Throws where a statement affected another number of rows.</summary>
    public static void Check(Statement statement, int rows)
    {
        if (statement.ExpectedRows is { } expected && rows != expected)
        {
            throw new InvalidOperationException(
                $"A view statement affected {rows} rows, not {expected}: {statement.Sql}");
        }
    }
}
