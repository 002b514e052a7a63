namespace TaskManagement.EventLog.Database;

/// <summary>The databases that the product runs on.</summary>
public enum DatabaseKind
{
    /// <summary>A file of this machine.</summary>
    Sqlite,

    /// <summary>A server.</summary>
    PostgreSql,
}
