using Npgsql;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.PostgreSql;

/// <summary>Changes the schema of a PostgreSQL database, all or nothing.</summary>
internal sealed class PostgreSqlSchemaSession(NpgsqlConnection connection) : ISchemaSession
{
    // Any number, as long as all releases take the same; the log's name in ASCII.
    private const string Lock = "SELECT pg_advisory_xact_lock(x'6576656e746c6f67'::bigint)";

    // A migration takes as long as its tables are large; whoever waits for its lock does too.
    private const int Unbounded = 0;

    /// <summary>Runs a piece of work under a lock that every process takes for this.</summary>
    public static async Task<T> InTransactionAsync<T>(
        NpgsqlConnection connection, Func<ISchemaSession, T> work, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Lock, connection) { CommandTimeout = Unbounded };
        await command.ExecuteNonQueryAsync(cancellationToken);
        var answer = work(new PostgreSqlSchemaSession(connection));
        await transaction.CommitAsync(cancellationToken);
        return answer;
    }

    public void Run(Migration migration)
    {
        using var command = new NpgsqlCommand(migration.PostgreSql, connection) { CommandTimeout = Unbounded };
        command.ExecuteNonQuery();
    }

    public void Run(Statement statement)
    {
        using var batch = Batch(statement);
        batch.ExecuteNonQuery();
    }

    public long? Number(Statement query)
    {
        using var batch = Batch(query);
        return batch.ExecuteScalar() is { } value
            ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }

    private NpgsqlBatch Batch(Statement statement)
    {
        var batch = connection.CreateBatch();
        batch.Timeout = Unbounded;
        batch.BatchCommands.Add(PostgreSqlCommands.Of(statement));
        return batch;
    }
}
