using System.Globalization;
using Npgsql;

namespace TaskManagement.Benchmarks.Create;

/// <summary>On connections of a pool, with prepared statements, in two round trips.</summary>
internal sealed class PostgreSqlCreates(NpgsqlDataSource source, CreatedRows rows, int partitions, string list)
    : ISingleCreates
{
    private const string Lock = "SELECT head FROM partitions WHERE partition = $1 FOR UPDATE";
    private const string SelectStream = "SELECT version, guard FROM streams WHERE stream = $1";
    private const string SelectCommand = "SELECT stream, version FROM commands WHERE command_id = $1";
    private const string MovePartition = "UPDATE partitions SET head = $2 WHERE partition = $1";

    public static async Task<ISingleCreates> OpenAsync(string connectionString, Guid task, Guid list)
    {
        var source = NpgsqlDataSource.Create($"{connectionString};MaxPoolSize=64;MaxAutoPrepare=64");
        await using var connection = await source.OpenConnectionAsync();
        await using var count = new NpgsqlCommand("SELECT count(*) FROM partitions", connection);
        var partitions = Convert.ToInt32(await count.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
        return new PostgreSqlCreates(
            source, await CreatedRows.ReadAsync(connection, task), partitions, $"list-{list:N}");
    }

    public async Task CreateAsync()
    {
        var (task, command) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (stream, partition) = CreatedRows.PlaceOf(task, partitions);
        await using var connection = await source.OpenConnectionAsync();
        var head = await LoadAsync(connection, stream, partition, command);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var row in rows.Of(task, command, partition, head + 1))
            batch.BatchCommands.Add(Of(row));
        batch.BatchCommands.Add(Of(MovePartition, partition, head + 1));
        batch.BatchCommands.Add(Of("COMMIT"));
        await batch.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<long> LoadAsync(NpgsqlConnection connection, string stream, int partition, Guid command)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Of("BEGIN"),
                Of(Lock, partition),
                Of(SelectStream, stream),
                Of(SelectStream, list),
                Of(SelectCommand, command),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.ReadAsync();
        return reader.GetInt64(0);
    }

    private static NpgsqlBatchCommand Of(CreatedRow row)
    {
        var command = new NpgsqlBatchCommand(row.Sql);
        foreach (var (value, type) in row.Values.Zip(row.Types))
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, DataTypeName = type });
        return command;
    }

    private static NpgsqlBatchCommand Of(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
