using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.PostgreSql;

/// <summary>
/// The transaction of one batch, in two round trips: lock the partitions and read what the decisions need; write what
/// was decided, and commit. Where rows of a view are fenced, the commit waits for their count: that is a third.
/// </summary>
internal sealed class AppendTransaction(AppendDecider decider, IReadOnlyList<PendingAppend> members)
{
    // Each statement shall see what was committed before it, whatever the server's default is.
    private const string Begin = "BEGIN ISOLATION LEVEL READ COMMITTED";
    private const string Commit = "COMMIT";
    private const string Rollback = "ROLLBACK";

    /// <summary>Whether the outcome hangs on what the server made of the COMMIT.</summary>
    public bool HasSentCommit { get; private set; }

    /// <summary>Writes the batch; each member knows its outcome afterwards.</summary>
    public async Task RunAsync(NpgsqlConnection connection)
    {
        var state = await LoadAsync(connection);
        var accepted = Decide(state);
        if (accepted.IsEmpty)
        {
            await ExecuteAsync(connection, Rollback);
            return;
        }

        var view = accepted.SelectMany(rows => rows.Append.View).ToImmutableArray();
        var checksRows = view.Any(statement => statement.ExpectedRows is not null);
        await using var batch = connection.CreateBatch();
        foreach (var command in AppendCommands.Write(accepted, state))
            batch.BatchCommands.Add(command);
        var firstOfView = batch.BatchCommands.Count;
        foreach (var rows in accepted)
        {
            foreach (var statement in rows.Append.View)
                batch.BatchCommands.Add(PostgreSqlCommands.Of(statement, rows.At));
        }

        if (!checksRows)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Commit));
        HasSentCommit = !checksRows;
        await batch.ExecuteNonQueryAsync();
        if (!checksRows)
            return;
        for (var index = 0; index < view.Length; index++)
            ViewExpectation.Check(view[index], batch.BatchCommands[firstOfView + index].RecordsAffected);
        HasSentCommit = true;
        await ExecuteAsync(connection, Commit);
    }

    private async Task<AppendState> LoadAsync(NpgsqlConnection connection)
    {
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Begin));
        foreach (var command in AppendCommands.Load(decider, members))
            batch.BatchCommands.Add(command);
        await using var reader = await batch.ExecuteReaderAsync();
        return await AppendState.ReadAsync(reader);
    }

    private ImmutableArray<AppendDecision.Accepted> Decide(AppendState state)
    {
        var accepted = ImmutableArray.CreateBuilder<AppendDecision.Accepted>(members.Count);
        foreach (var member in members)
        {
            var decision = decider.Decide(member.Append, state);
            member.Decide(decision);
            if (decision is not AppendDecision.Accepted rows)
                continue;
            state.Add(rows);
            accepted.Add(rows);
        }

        return accepted.DrainToImmutable();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
