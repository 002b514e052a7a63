namespace TaskManagement.EventLog.Sqlite;

/// <summary>Where the database is: a file, unless a simulation keeps it in memory.</summary>
internal interface ISqliteSource
{
    /// <summary>What messages call it.</summary>
    string Path { get; }

    /// <summary>Takes it for this process alone, until disposed.</summary>
    IDisposable Hold();

    /// <summary>Opens the connection that writes; makes the database where there is none.</summary>
    SqliteSession OpenWriter();

    /// <summary>Opens a connection that reads.</summary>
    SqliteSession OpenReader();
}
