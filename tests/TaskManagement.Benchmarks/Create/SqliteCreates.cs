using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TaskManagement.Benchmarks.Create;

/// <summary>
/// On one connection with prepared statements, which the callers take in turns: SQLite lets one transaction write at a
/// time, and waiting for a lock of its own would only cost more.
/// </summary>
internal sealed class SqliteCreates(SqliteConnection connection, CreatedRows rows, int partitions, string list)
    : ISingleCreates
{
    private const string Settings =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = OFF; "
        + "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8192;";

    private const string SelectHead = "SELECT head FROM partitions WHERE partition = $1";
    private const string SelectStream = "SELECT version, guard FROM streams WHERE stream = $1";
    private const string SelectCommand = "SELECT stream, version FROM commands WHERE command_id = $1";
    private const string MovePartition = "UPDATE partitions SET head = $2 WHERE partition = $1";

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    public static async Task<ISingleCreates> OpenAsync(string file, Guid task, Guid list)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var settings = new SqliteCommand(Settings, connection);
        await settings.ExecuteNonQueryAsync();
        await using var count = new SqliteCommand("SELECT count(*) FROM partitions", connection);
        var partitions = Convert.ToInt32(await count.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
        return new SqliteCreates(
            connection, await CreatedRows.ReadAsync(connection, task), partitions, $"list-{list:N}");
    }

    public async Task CreateAsync()
    {
        await _turn.WaitAsync();
        try
        {
            Create();
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _prepared.Values)
            await command.DisposeAsync();
        await connection.DisposeAsync();
        _turn.Dispose();
    }

    private void Create()
    {
        var (task, command) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (stream, partition) = CreatedRows.PlaceOf(task, partitions);
        Execute("BEGIN IMMEDIATE");
        var head = Convert.ToInt64(Execute(SelectHead, partition), CultureInfo.InvariantCulture);
        Execute(SelectStream, stream);
        Execute(SelectStream, list);
        Execute(SelectCommand, command.ToString());
        foreach (var row in rows.Of(task, command, partition, head + 1))
            Execute(row.Sql, row.Values);
        Execute(MovePartition, partition, head + 1);
        Execute("COMMIT");
    }

    private object? Execute(string sql, params object?[] values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _prepared[sql] = new SqliteCommand(sql, connection);
            for (var i = 1; i <= values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            command.Prepare();
        }

        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command.ExecuteScalar();
    }
}
