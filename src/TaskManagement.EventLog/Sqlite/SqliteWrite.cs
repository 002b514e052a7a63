using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>A write of the one transaction that the writer has open.</summary>
internal abstract class SqliteWrite : PendingWrite
{
    /// <summary>Runs its statements in the open transaction.</summary>
    /// <returns>Whether what they did is to stay.</returns>
    public abstract bool Apply(SqliteSession session);
}
