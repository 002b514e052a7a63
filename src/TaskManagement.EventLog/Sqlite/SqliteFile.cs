using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Keys;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>The database file of a data folder; opens connections to it.</summary>
internal sealed class SqliteFile(IOptions<StorageOptions> storage) : ISqliteSource
{
    private const string FileName = "taskmanagement.db";
    private const string WriteAheadLog = "-wal";

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
        PRAGMA cache_size = -65536;
        PRAGMA wal_autocheckpoint = 8192;
        """;

    private const string ReaderPragmas = "PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY;";

    private readonly StorageOptions _options = storage.Value;

    public string Path => System.IO.Path.Combine(Folder, FileName);

    private string Folder => System.IO.Path.GetFullPath(_options.Path);

    public IDisposable Hold()
    {
        // First: while the restore goes on, it is the one that is named.
        var lease = FolderLease.Take(Folder);
        if (!UnfinishedRestore.IsIn(Folder))
            return lease;
        lease.Dispose();
        throw new StorageStartException(UnfinishedRestore.Refusal(Folder));
    }

    public SqliteSession OpenWriter()
    {
        try
        {
            if (File.Exists(Path))
                Examine();
            else
                Create();
            return Open(Path, SqliteOpenMode.ReadWrite, WriterPragmas);
        }
        catch (SqliteException error)
        {
            throw new StorageStartException(
                SqliteErrors.Cure(Path, error) ?? $"{Path} cannot be opened: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartException(SqliteErrors.NotWritable(Path), error);
        }
    }

    public SqliteSession OpenReader() => Open(Path, SqliteOpenMode.ReadOnly, ReaderPragmas);

    /// <summary>
    /// Refuses what SQLite would take without a word: of 0 bytes it makes an empty database, whose write-ahead log it
    /// deletes; what may not be written it opens to read, and leaves files beside it. No connection may be open yet:
    /// closing a file ends the locks that this process has on it.
    /// </summary>
    private void Examine()
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (file.Length == 0)
        {
            throw new StorageStartException(
                $"{Path} is empty: its content was lost. Put a backup in its place, or set Storage:Path to another "
                + "folder.");
        }
    }

    /// <summary>
    /// Makes the database. The file gets its name only when its first page is on the disk: what is found empty later
    /// has been cut, and is not a first start that was interrupted.
    /// </summary>
    private void Create()
    {
        // Whatever database it belongs to, SQLite would add its content to the new one.
        if (File.Exists(Path + WriteAheadLog))
        {
            throw new StorageStartException(
                $"{Path} is missing, and its write-ahead log {Path + WriteAheadLog} is there. Put both back as they "
                + "were, put a backup in their place, or set Storage:Path to another folder.");
        }

        var unfinished = Path + ".new";
        foreach (var ending in new[] { "", "-journal", WriteAheadLog, "-shm" })
            File.Delete(unfinished + ending);
        Open(unfinished, SqliteOpenMode.ReadWriteCreate, WriterPragmas).Dispose();
        File.Move(unfinished, Path, overwrite: false);
        FolderNames.FlushToDisk(Folder);
    }

    private SqliteSession Open(string path, SqliteOpenMode mode, string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
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
}
