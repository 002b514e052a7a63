using System.Security.Cryptography;
using Npgsql;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;

namespace TaskManagement.Benchmarks.Log;

/// <summary>
/// What most programs do: each append is a transaction of its own on a connection of its own, with prepared statements,
/// in two round trips. It writes the rows that the log writes, in the log's tables.
/// </summary>
internal sealed class SingleTransactions(NpgsqlDataSource source, int partitions)
{
    private const string Lock = "SELECT head FROM partitions WHERE partition = $1 FOR UPDATE";
    private const string SelectStream = "SELECT version, guard FROM streams WHERE stream = $1";
    private const string SelectCommand = "SELECT stream, version FROM commands WHERE command_id = $1";

    private const string InsertEvent = """
        INSERT INTO events (partition, sequence, stream, version, type, data, salt, digest,
            command_id, actor, origin, correlation_id, at)
        VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, 'api', null, $10)
        """;

    private const string InsertStream = "INSERT INTO streams (stream, version, guard) VALUES ($1, 1, 0)";

    private const string InsertCommand =
        "INSERT INTO commands (command_id, body_hash, stream, version, at) VALUES ($1, '', $2, 1, $3)";

    private const string MovePartition = "UPDATE partitions SET head = $2, last_at = $3 WHERE partition = $1";

    private const string InsertRow =
        "INSERT INTO bench_tasks (id, list_id, title, status, created_at) VALUES ($1, $2, $3, $4, $5)";

    private static readonly byte[] Salt = RandomNumberGenerator.GetBytes(16);

    /// <summary>Writes an append; the event's text is the given one.</summary>
    public async Task AppendAsync(Append append, string data)
    {
        var stream = append.Streams[0].Stream;
        var partition = StreamPartition.Of(stream, partitions);
        var command = append.Context.Id.Value;
        await using var connection = await source.OpenConnectionAsync();
        var head = await LoadAsync(connection, stream.Value, partition, command);
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
        var digest = SHA256.HashData(Salt);
        var row = append.View[0].Values;
        await ExecuteAsync(
            connection,
            Of(InsertEvent, partition, head + 1, stream.Value, "task.created.v1", data, Salt, digest, command,
                append.Context.Caller.UserId.Value, at),
            Of(InsertStream, stream.Value),
            Of(InsertCommand, command, stream.Value, at),
            Of(MovePartition, partition, head + 1, at),
            Of(InsertRow, row[0]!, row[1]!, row[2]!, row[3]!, at),
            Of("COMMIT"));
    }

    private static async Task<long> LoadAsync(NpgsqlConnection connection, string stream, int partition, Guid command)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Of("BEGIN"), Of(Lock, partition), Of(SelectStream, stream), Of(SelectCommand, command),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.ReadAsync();
        return reader.GetInt64(0);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, params NpgsqlBatchCommand[] commands)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync();
    }

    private static NpgsqlBatchCommand Of(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
