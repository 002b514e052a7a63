using System.Collections.Immutable;
using System.Data.Common;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>The tables beside the log, in the same SQLite file.</summary>
internal sealed class SqliteDatabase(SqliteStorage storage) : IDatabase
{
    public DatabaseKind Kind => DatabaseKind.Sqlite;

    public Task<WriteOutcome> WriteAsync(ImmutableArray<Statement> statements) => storage.WriteAsync(statements);

    public Task<ImmutableArray<T>> ReadAsync<T>(Statement query, Func<DbDataReader, T> row) =>
        storage.Readers.ReadAsync(session => session.Query(query, row));

    public Task ScrubAsync(Erased what) => storage.ScrubAsync();
}
