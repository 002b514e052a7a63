namespace TaskManagement.EventLog.Database;

/// <summary>
/// Rows that tell what commands came to; they go when repetitions of their commands are no longer answered. An owner of
/// such a table registers one of these.
/// </summary>
/// <param name="CountOld">Counts those older than an instant, up to a number.</param>
/// <param name="DeleteOld">Deletes those older than an instant, the oldest first, up to a number.</param>
public sealed record CommandRows(
    Func<DateTimeOffset, int, Statement> CountOld, Func<DateTimeOffset, int, Statement> DeleteOld);
