using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TaskManagement.Admin.Rows;
using TaskManagement.Admin.Schema;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.PostgreSql;

namespace TaskManagement.Admin.Stores;

/// <summary>A database of a PostgreSQL server.</summary>
internal sealed class PostgreSqlStore : ITargetStore
{
    private const string Analyze = "ANALYZE";

    /// <summary>
    /// The transaction of a source rests for as long as its copy is compared. A server's sessions are ended when they
    /// rest so; this one would be too, again in every repetition.
    /// </summary>
    private const string LetRest = "SET LOCAL idle_in_transaction_session_timeout = 0";

    private const string SelectTableNames = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()";

    private const string Release = "SELECT pg_advisory_unlock_all()";

    private readonly PostgreSqlConnections _connections;
    private readonly NpgsqlConnection _connection;
    private readonly Dictionary<string, PostgreSqlColumns> _columns = [];
    private NpgsqlConnection? _lease;
    private NpgsqlTransaction? _snapshot;

    private PostgreSqlStore(PostgreSqlConnections connections, NpgsqlConnection connection) =>
        (_connections, _connection) = (connections, connection);

    public string Place => _connections.Place;

    /// <summary>Reads beside servers that are serving.</summary>
    public static Task<PostgreSqlStore> OpenSnapshotAsync(string connectionString) =>
        OpenAsync(connectionString, store => store.BeginAsync());

    /// <summary>Reads, with the database held so that no server changes anything meanwhile.</summary>
    public static Task<PostgreSqlStore> OpenSourceAsync(string connectionString) =>
        OpenAsync(connectionString, async store =>
        {
            await store.HoldAsync();
            await store.BeginAsync();
        });

    /// <summary>Opens to write, with the database held.</summary>
    public static Task<PostgreSqlStore> OpenTargetAsync(string connectionString) =>
        OpenAsync(connectionString, store => store.HoldAsync());

    public Task<ImmutableArray<string>> TableNamesAsync() =>
        ReadAsync(new Statement(SelectTableNames), row => row.GetString(0));

    public Task<ImmutableArray<T>> ReadAsync<T>(Statement query, Func<DbDataReader, T> row) =>
        PostgreSqlCommands.ReadAsync(_connection, query, row);

    public Task ChangeSchemaAsync(Action<ISchemaSession> work) => PostgreSqlSchemaSession.InTransactionAsync(
        _connection,
        schema =>
        {
            work(schema);
            return true;
        },
        CancellationToken.None);

    public async Task WriteAsync(Table table, IReadOnlyList<object?[]> rows, IReadOnlyList<Statement> statements)
    {
        if (!_columns.TryGetValue(table.Name, out var columns))
            _columns.Add(table.Name, columns = await PostgreSqlColumns.OfAsync(_connection, table));
        await using var transaction = await _connection.BeginTransactionAsync();
        await using (var importer = await _connection.BeginBinaryImportAsync(TableStatements.CopyIn(table)))
        {
            foreach (var row in rows)
                await columns.WriteAsync(importer, row);
            await importer.CompleteAsync();
        }

        await using (var batch = Batch(statements))
            await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    /// <summary>Statistics, without which the first queries on so many new rows would be planned badly.</summary>
    public async Task SettleAsync()
    {
        await using var command = new NpgsqlCommand(Analyze, _connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_snapshot is not null)
            await _snapshot.DisposeAsync();
        await _connection.DisposeAsync();
        await LetGoAsync();
        await _connections.DisposeAsync();
    }

    private static async Task<PostgreSqlStore> OpenAsync(
        string connectionString, Func<PostgreSqlStore, Task> prepare)
    {
        // Checks of a large database take longer than any request may.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 };
        var options = new StorageOptions { ConnectionString = settings.ConnectionString, ConnectWaitSeconds = 0 };
        var connections = new PostgreSqlConnections(options, connectionsMax: 1);
        try
        {
            var start = new PostgreSqlStart(
                connections, options, TimeProvider.System, NullLogger.Instance, key: "the connection string");
            var store = new PostgreSqlStore(connections, await start.ConnectAsync(CancellationToken.None));
            await PrepareAsync(store, prepare);
            return store;
        }
        catch
        {
            await connections.DisposeAsync();
            throw;
        }
    }

    private static async Task PrepareAsync(PostgreSqlStore store, Func<PostgreSqlStore, Task> prepare)
    {
        try
        {
            await prepare(store);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>One transaction for all that is read, hence one moment.</summary>
    private async Task BeginAsync()
    {
        _snapshot = await _connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        await using var command = new NpgsqlCommand(LetRest, _connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task HoldAsync()
    {
        _lease = await _connections.OpenLastingAsync();
        var session = new LeaseSession(_lease);
        if (!await session.TryTakeAsync(StorageSharing.Exclusive))
            throw new AdminException($"{Place} is in use by {await session.HolderAsync()}. Stop it first.");
    }

    /// <summary>
    /// Explicitly, since the server notices the end of a connection a moment later, and whoever starts then would be
    /// refused.
    /// </summary>
    private async Task LetGoAsync()
    {
        if (_lease is null)
            return;
        await using (var command = new NpgsqlCommand(Release, _lease))
            await command.ExecuteNonQueryAsync();
        await _lease.DisposeAsync();
    }

    private NpgsqlBatch Batch(IReadOnlyList<Statement> statements)
    {
        var batch = _connection.CreateBatch();
        foreach (var statement in statements)
            batch.BatchCommands.Add(PostgreSqlCommands.Of(statement));
        return batch;
    }
}
