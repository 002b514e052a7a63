using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>
/// Connections that only read. Each read sees the last commit and waits for no writer. It runs on the caller's thread:
/// SQLite answers from memory far more often than from the disk, and a hop to another thread costs more than that.
/// </summary>
internal sealed class SqliteReaders(ISqliteSource file, int readersMax) : IDisposable
{
    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private readonly SemaphoreSlim _free = new(readersMax);
    private volatile bool _closed;

    /// <summary>Reads with a connection of its own.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteSession, T> read)
    {
        await _free.WaitAsync();
        try
        {
            return Read(read);
        }
        catch (SqliteException error)
        {
            throw new DatabaseReadException($"The database cannot answer: {error.Message}");
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var session))
            session.Dispose();
    }

    private T Read<T>(Func<SqliteSession, T> read)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (!_idle.TryTake(out var session))
            session = file.OpenReader();
        try
        {
            var answer = read(session);
            _idle.Add(session);

            // Who reads while the storage closes comes back to nobody who would close the connection.
            if (_closed)
                Dispose();
            return answer;
        }
        catch
        {
            // Whatever it was, the connection may be in the midst of something.
            session.Dispose();
            throw;
        }
    }
}
