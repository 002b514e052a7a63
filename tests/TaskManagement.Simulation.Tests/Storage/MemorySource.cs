using Microsoft.Data.Sqlite;
using TaskManagement.EventLog.Sqlite;

namespace TaskManagement.Simulation.Tests.Storage;

/// <summary>A database in memory. It lives as long as this object keeps its own connection to it.</summary>
internal sealed class MemorySource : ISqliteSource, IDisposable
{
    private const int PreparedStatementsMax = 256;

    private static int _count;

    private readonly SqliteConnection _kept;

    public MemorySource()
    {
        // The name tells databases of one process apart; nothing of a run depends on it.
        Path = $"simulation-{Interlocked.Increment(ref _count)}";
        _kept = Connect();
    }

    public string Path { get; }

    public IDisposable Hold() => new MemoryStream();

    public SqliteSession OpenWriter() => new(Connect(), PreparedStatementsMax);

    public SqliteSession OpenReader() => new(Connect(), PreparedStatementsMax);

    /// <summary>A connection past everything of the product.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.Memory,
            Cache = SqliteCacheMode.Shared,
            Pooling = false,
        }.ToString());
        connection.Open();
        return connection;
    }

    public void Dispose() => _kept.Dispose();
}
