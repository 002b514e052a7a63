using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.Extensions.Options;
using TaskManagement.Admin.Rows;
using TaskManagement.Admin.Schema;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Sqlite;

namespace TaskManagement.Admin.Stores;

/// <summary>The SQLite file of a data folder.</summary>
internal sealed class SqliteStore : ITargetStore
{
    private const string SelectTableNames = "SELECT name FROM sqlite_schema WHERE type = 'table'";

    private readonly SqliteSession _session;
    private readonly IDisposable? _lease;

    private SqliteStore(SqliteFile file, SqliteSession session, IDisposable? lease) =>
        (Place, _session, _lease) = (file.Path, session, lease);

    public string Place { get; }

    /// <summary>Reads beside a server that is serving.</summary>
    public static SqliteStore OpenSnapshot(string folder)
    {
        var file = Existing(folder);
        return new SqliteStore(file, Begin(file), lease: null);
    }

    /// <summary>Reads, with the folder held so that no server changes anything meanwhile.</summary>
    public static SqliteStore OpenSource(string folder) =>
        Open(Existing(folder), file => Begin(file));

    /// <summary>Opens to write; makes folder and file where there are none.</summary>
    public static SqliteStore OpenTarget(string folder) => Open(FileIn(folder), file => file.OpenWriter());

    /// <summary>The file of a folder, which must be there: opening to read would not say what is missing.</summary>
    public static SqliteFile Existing(string folder)
    {
        if (!Directory.Exists(folder))
            throw new AdminException($"There is no folder {folder}. Name the data folder of the server.");
        if (UnfinishedRestore.IsIn(folder))
            throw new AdminException(UnfinishedRestore.Refusal(folder));
        var file = FileIn(folder);
        return File.Exists(file.Path)
            ? file
            : throw new AdminException($"{folder} holds no {Path.GetFileName(file.Path)}. Name the data folder of a "
                + "server that keeps its data in SQLite.");
    }

    public Task<ImmutableArray<string>> TableNamesAsync() =>
        ReadAsync(new Statement(SelectTableNames), row => row.GetString(0));

    public Task<ImmutableArray<T>> ReadAsync<T>(Statement query, Func<DbDataReader, T> row) =>
        Task.FromResult(_session.Query(query, row));

    public Task ChangeSchemaAsync(Action<ISchemaSession> work)
    {
        SqliteSchemaSession.InTransaction(_session, schema =>
        {
            work(schema);
            return true;
        });
        return Task.CompletedTask;
    }

    public Task WriteAsync(Table table, IReadOnlyList<object?[]> rows, IReadOnlyList<Statement> statements)
    {
        _session.Execute("BEGIN IMMEDIATE");
        try
        {
            var insert = TableStatements.Insert(table);
            foreach (var row in rows)
                _session.Execute(insert(row));
            foreach (var statement in statements)
                _session.Execute(statement);
            _session.Execute("COMMIT");
            return Task.CompletedTask;
        }
        catch
        {
            if (_session.InTransaction)
                _session.Execute("ROLLBACK");
            throw;
        }
    }

    public Task SettleAsync()
    {
        _session.Execute(PendingScrub.EmptyWriteAheadLog);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        _lease?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SqliteStore Open(SqliteFile file, Func<SqliteFile, SqliteSession> open)
    {
        var lease = file.Hold();
        try
        {
            return new SqliteStore(file, open(file), lease);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>One transaction for all that is read, hence one moment.</summary>
    private static SqliteSession Begin(SqliteFile file)
    {
        var session = file.OpenReader();
        session.Execute("BEGIN");
        return session;
    }

    private static SqliteFile FileIn(string folder) => new(Options.Create(new StorageOptions { Path = folder }));
}
