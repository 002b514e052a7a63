namespace TaskManagement.EventLog.Database;

/// <summary>
/// One SQL statement with its parameters, named <c>@p0</c>, <c>@p1</c>, … in the order given.
/// </summary>
/// <param name="Sql">A named constant of the class that runs it; it is what prepared commands are kept by.</param>
/// <param name="Values">
/// null, string, bool, int, long, double, byte[], <see cref="Guid"/> or <see cref="DateTimeOffset"/>; the database's
/// own code stores the last two (SQLite: lower-case text, microseconds since 1970 UTC).
/// </param>
public sealed record Statement(string Sql, params object?[] Values)
{
    /// <summary>
    /// Stands, as a value in a view statement of an append, for the instant that the append is recorded at, which only
    /// the writer knows. A state that was folded before its commit holds it too, so that a row made of it says the same
    /// as one rebuilt from the log. It is an instant that no clock shows.
    /// </summary>
    public static DateTimeOffset RecordedAt { get; } = new(9000, 1, 1, 0, 0, 0, 123, 457, TimeSpan.Zero);

    /// <summary>Rows that must be affected, where another number means that someone else was faster.</summary>
    public int? ExpectedRows { get; init; }
}

/// <summary>What became of a write.</summary>
public enum WriteOutcome
{
    /// <summary>It is durable.</summary>
    Written,

    /// <summary>A statement affected another number of rows than expected; nothing was written.</summary>
    Fenced,
}
