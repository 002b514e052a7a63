using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using SQLitePCL;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>The database file of a data folder; opens connections to it.</summary>
internal sealed class SqliteFile(IOptions<StorageOptions> storage) : ISqliteSource
{
    private const string FileName = "taskmanagement.db";

    /// <summary>
    /// FULL, since an acknowledged write must survive a loss of power; secure_delete, since the key of an erased person
    /// must not stay behind in a free page. Foreign keys are off: view rows belong to one stream each.
    /// </summary>
    private const string WriterPragmas = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA secure_delete = ON;
        PRAGMA foreign_keys = OFF;
        PRAGMA temp_store = MEMORY;
        PRAGMA journal_size_limit = 67108864;
        """;

    private const string ReaderPragmas = "PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY;";

    private readonly StorageOptions _options = storage.Value;

    public string Path => System.IO.Path.Combine(Folder, FileName);

    private string Folder => System.IO.Path.GetFullPath(_options.Path);

    public IDisposable Hold() => FolderLease.Take(Folder);

    public SqliteSession OpenWriter()
    {
        try
        {
            return Open(SqliteOpenMode.ReadWriteCreate, WriterPragmas);
        }
        catch (SqliteException error)
        {
            throw new StorageStartException(Explain(error), error);
        }
    }

    public SqliteSession OpenReader() => Open(SqliteOpenMode.ReadOnly, ReaderPragmas);

    private SqliteSession Open(SqliteOpenMode mode, string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = Math.Max(1, _options.BusyTimeoutMilliseconds / 1000),
        }.ToString());
        var session = new SqliteSession(connection, _options.PreparedStatementsMax);
        try
        {
            connection.Open();
            session.ExecuteScript($"PRAGMA busy_timeout = {_options.BusyTimeoutMilliseconds};");
            session.ExecuteScript(pragmas);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private string Explain(SqliteException error) => error.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT =>
            $"{Path} is not a database that can be read. Put a backup in its place, or set Storage:Path to another "
            + "folder.",
        raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM =>
            $"{Path} cannot be opened for writing. Give this process write access to the folder and the file, "
            + "or set Storage:Path to another folder.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            $"{Path} is locked by another program, such as a backup. End it and start again.",
        raw.SQLITE_FULL => $"The disk that holds {Path} is full. Make room, or set Storage:Path to another folder.",
        _ => $"{Path} cannot be opened: {error.Message}",
    };
}
