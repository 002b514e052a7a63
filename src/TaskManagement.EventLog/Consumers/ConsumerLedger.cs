using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Consumers;

/// <summary>Where one consumer stands in one partition, durably: its checkpoint and its dead letters.</summary>
internal sealed class ConsumerLedger(IDatabase database, string consumer, int partition)
{
    private const string ClaimSql = """
        INSERT INTO checkpoints (consumer, partition, sequence) VALUES (@p0, @p1, 0)
        ON CONFLICT (consumer, partition) DO NOTHING
        """;

    private const string CheckpointSql =
        "SELECT sequence FROM checkpoints WHERE consumer = @p0 AND partition = @p1";

    private const string AdvanceSql = """
        UPDATE checkpoints SET sequence = @p3 WHERE consumer = @p0 AND partition = @p1 AND sequence = @p2
        """;

    private const string DeadStreamsSql = """
        SELECT DISTINCT stream FROM dead_letters
        WHERE consumer = @p0 AND partition = @p1 AND state IN ('dead', 'parked')
        """;

    // A consumer that starts over from the beginning of the log meets its own dead letters again.
    private const string SetAsideSql = """
        INSERT INTO dead_letters (consumer, partition, sequence, stream, error, attempts, first_at, last_at, state)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)
        ON CONFLICT (consumer, partition, sequence) DO UPDATE SET
            error = excluded.error, attempts = excluded.attempts, last_at = excluded.last_at, state = excluded.state
        """;

    private readonly object[] _key = [consumer, partition];

    /// <summary>The checkpoint, made at 0 where there is none yet.</summary>
    public async Task<long> LoadCheckpointAsync()
    {
        var found = await ReadCheckpointAsync();
        if (found.IsEmpty)
        {
            await database.WriteAsync([new Statement(ClaimSql, _key)]);
            found = await ReadCheckpointAsync();
        }

        return found.Single();
    }

    /// <summary>Streams that have a dead letter, behind which their later events wait.</summary>
    public Task<ImmutableArray<string>> LoadDeadStreamsAsync() =>
        database.ReadAsync(new Statement(DeadStreamsSql, _key), row => row.GetString(0));

    /// <summary>
    /// Moves the checkpoint and writes the rows, or neither. The checkpoint comes first: where another activation is
    /// ahead, nothing of ours is written.
    /// </summary>
    public Task<WriteOutcome> AdvanceAsync(long from, long to, IEnumerable<Statement> rows)
    {
        var advance = new Statement(AdvanceSql, consumer, partition, from, to) { ExpectedRows = 1 };
        return database.WriteAsync([advance, .. rows]);
    }

    /// <summary>The row of an event that was given up.</summary>
    public Statement Bury(StoredEvent stored, Failures failures) =>
        SetAside(stored, failures.Error, failures.Count, failures.FirstAt, failures.LastAt, "dead");

    /// <summary>The row of an event that waits behind a dead one of its stream.</summary>
    public Statement Park(StoredEvent stored, DateTimeOffset at) =>
        SetAside(stored, "Waits behind an earlier dead letter of its stream.", 0, at, at, "parked");

    private Task<ImmutableArray<long>> ReadCheckpointAsync() =>
        database.ReadAsync(new Statement(CheckpointSql, _key), row => row.GetInt64(0));

    private Statement SetAside(
        StoredEvent stored, string error, int attempts, DateTimeOffset first, DateTimeOffset last, string state) =>
        new(SetAsideSql, consumer, partition, stored.Sequence, stored.Stream, error, attempts, first, last, state);
}

/// <summary>An event failed, so and so often in a row.</summary>
internal sealed record Failures(string Error, int Count, DateTimeOffset FirstAt, DateTimeOffset LastAt)
{
    private const int ErrorLengthMax = 1_000;

    /// <summary>One failure more.</summary>
    public static Failures Another(Failures? before, Exception error, DateTimeOffset at)
    {
        var text = $"{error.GetType().Name}: {error.Message}";
        return new Failures(
            text.Length > ErrorLengthMax ? text[..ErrorLengthMax] : text,
            (before?.Count ?? 0) + 1,
            before?.FirstAt ?? at,
            at);
    }
}
