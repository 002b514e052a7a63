using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using Npgsql;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.PostgreSql;

/// <summary>
/// The tables beside the log. A write is a transaction of its own: the server lets those that wait share their way to
/// the disk.
/// </summary>
internal sealed class PostgreSqlDatabase(PostgreSqlConnections connections, ILogger logger) : IDatabase
{
    private const string Begin = "BEGIN";
    private const string Commit = "COMMIT";
    private const string Rollback = "ROLLBACK";

    private readonly PostgreSqlScrub _scrub = new(connections);

    public DatabaseKind Kind => DatabaseKind.PostgreSql;

    public async Task<WriteOutcome> WriteAsync(ImmutableArray<Statement> statements)
    {
        var commits = false;
        var fenced = FencedLength(statements);
        try
        {
            await using var connection = await connections.OpenAsync();
            if (fenced > 0 && !await FenceAsync(connection, statements[..fenced]))
                return WriteOutcome.Fenced;
            await using var batch = connection.CreateBatch();
            if (fenced == 0)
                batch.BatchCommands.Add(new NpgsqlBatchCommand(Begin));
            foreach (var statement in statements[fenced..])
                batch.BatchCommands.Add(PostgreSqlCommands.Of(statement));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Commit));
            commits = true;
            await batch.ExecuteNonQueryAsync();
            return WriteOutcome.Written;
        }
        catch (Exception error)
        {
            connections.Forget(error);
            logger.LogWarning(error, "A write beside the log failed.");
            throw new DatabaseWriteException(
                $"The write failed: {PostgreSqlErrors.Text(error)}",
                outcomeUnknown: commits && !PostgreSqlErrors.IsCertain(error),
                mayRetry: !PostgreSqlErrors.IsOfOneMember(error));
        }
    }

    public async Task<ImmutableArray<T>> ReadAsync<T>(Statement query, Func<DbDataReader, T> row)
    {
        try
        {
            return await ReadTwiceAsync(query, row);
        }
        catch (Exception error) when (error is DbException or IOException)
        {
            throw new DatabaseReadException($"The database cannot answer: {PostgreSqlErrors.Text(error)}");
        }
    }

    public Task ScrubAsync(Erased what) => _scrub.RunAsync(what);

    /// <summary>A connection out of the pool may have died there, which tells nothing of the server.</summary>
    private async Task<ImmutableArray<T>> ReadTwiceAsync<T>(Statement query, Func<DbDataReader, T> row)
    {
        try
        {
            return await ReadOnceAsync(query, row);
        }
        catch (Exception error) when (PostgreSqlErrors.IsOfConnection(error))
        {
            connections.Forget(error);
            return await ReadOnceAsync(query, row);
        }
    }

    private async Task<ImmutableArray<T>> ReadOnceAsync<T>(Statement query, Func<DbDataReader, T> row)
    {
        await using var connection = await connections.OpenAsync();
        return await PostgreSqlCommands.ReadAsync(connection, query, row);
    }

    /// <summary>How many statements there are up to the last that expects rows.</summary>
    private static int FencedLength(ImmutableArray<Statement> statements)
    {
        var length = statements.Length;
        while (length > 0 && statements[length - 1].ExpectedRows is null)
            length--;
        return length;
    }

    /// <summary>
    /// Begins the transaction with the statements that may be in vain. What follows them is sent only if they were not:
    /// else it would lock rows that it has no claim to, in whatever order, and could bring down an append.
    /// </summary>
    private static async Task<bool> FenceAsync(NpgsqlConnection connection, ImmutableArray<Statement> statements)
    {
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Begin));
        foreach (var statement in statements)
            batch.BatchCommands.Add(PostgreSqlCommands.Of(statement));
        await batch.ExecuteNonQueryAsync();
        var fits = Fits(batch, statements);
        if (!fits)
            await ExecuteAsync(connection, Rollback);
        return fits;
    }

    /// <summary>Whether every statement has affected the rows that it expects; the first command is BEGIN.</summary>
    private static bool Fits(NpgsqlBatch batch, ImmutableArray<Statement> statements) => statements
        .Select((statement, index) => (statement.ExpectedRows, Rows: batch.BatchCommands[index + 1].RecordsAffected))
        .All(pair => pair.ExpectedRows is not { } expected || pair.Rows == expected);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
