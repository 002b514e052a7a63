namespace TaskManagement.EventLog.Hosting;

/// <summary>Where and how the installation keeps its data; section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Storage";

    /// <summary>Partitions of a database that is made without a word about them.</summary>
    public const int PartitionsDefault = 8;

    /// <summary>A file in the data folder, of one process.</summary>
    public const string Sqlite = nameof(Sqlite);

    /// <summary>A PostgreSQL server.</summary>
    public const string PostgreSql = nameof(PostgreSql);

    /// <summary>The connection string's name in the section <c>ConnectionStrings</c>.</summary>
    public const string ConnectionName = "TaskManagement";

    /// <summary>The database: <c>Sqlite</c> or <c>PostgreSql</c>.</summary>
    public string Provider { get; set; } = Sqlite;

    /// <summary>Whether the database is a PostgreSQL server.</summary>
    internal bool IsPostgreSql => Provider.Equals(PostgreSql, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where PostgreSQL is; of <c>ConnectionStrings:TaskManagement</c>.</summary>
    internal string? ConnectionString { get; set; }

    /// <summary>
    /// The data folder, absolute or relative to the working directory: SQLite's file and the master key's.
    /// </summary>
    public string Path { get; set; } = "data";

    /// <summary>Partitions of the log, fixed when the database is made; unset takes what it has, or 8.</summary>
    public int? Partitions { get; set; }

    /// <summary>
    /// The master key: 32 bytes as base64. Unset, the file <c>keys/master.key</c> in the data folder holds it, which is
    /// made at first start.
    /// </summary>
    public string? MasterKey { get; set; }

    /// <summary>
    /// Writers of this process on PostgreSQL, 1 or 2, each with half of the partitions: the second one works while the
    /// first waits for the disk, and each shares its commits among fewer. SQLite has one.
    /// </summary>
    public int Writers { get; set; } = 1;

    /// <summary>Writes that share one commit at most.</summary>
    public int BatchAppendsMax { get; set; } = 512;

    /// <summary>Bytes that share one commit at most; a larger write is committed alone.</summary>
    public int BatchBytesMax { get; set; } = 4 * 1024 * 1024;

    /// <summary>Writes that may wait for a writer; whoever comes then waits to get in.</summary>
    public int QueueAppendsMax { get; set; } = 4096;

    /// <summary>Connections that read at the same time; on PostgreSQL writes beside the log are among them.</summary>
    public int ReadersMax { get; set; } = 8;

    /// <summary>Prepared statements that a connection keeps.</summary>
    public int PreparedStatementsMax { get; set; } = 256;

    /// <summary>How long to wait for a lock that something outside of this process holds, such as a backup.</summary>
    public int BusyTimeoutMilliseconds { get; set; } = 5000;

    /// <summary>How long the start waits for a PostgreSQL that cannot be reached yet.</summary>
    public int ConnectWaitSeconds { get; set; } = 30;

    /// <summary>Keys of persons that are kept in memory.</summary>
    public int SubjectKeysCachedMax { get; set; } = 10_000;

    /// <summary>How long they are: until then a silo can read of a person whom another one has erased.</summary>
    public int SubjectKeysCachedMinutes { get; set; } = 5;

    /// <summary>How long outcomes of commands are kept, so that a repetition finds them.</summary>
    public int CommandsKeptHours { get; set; } = 24;

    /// <summary>How often older outcomes are deleted.</summary>
    public int CommandsSweepMinutes { get; set; } = 60;

    /// <summary>Outcomes that one transaction of that deletes.</summary>
    public int CommandsSweepRowsMax { get; set; } = 1000;
}
