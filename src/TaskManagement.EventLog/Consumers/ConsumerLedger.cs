using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Consumers;

/// <summary>Where one consumer stands in one partition, durably: its checkpoint and its dead letters.</summary>
internal sealed class ConsumerLedger(IDatabase database, string consumer, int partition)
{
    private const string ClaimSql = """
        insert into checkpoints (consumer, partition, sequence) values (@p0, @p1, 0)
        on conflict (consumer, partition) do nothing
        """;

    private const string CheckpointSql =
        "select sequence from checkpoints where consumer = @p0 and partition = @p1";

    private const string AdvanceSql = """
        update checkpoints set sequence = @p3 where consumer = @p0 and partition = @p1 and sequence = @p2
        """;

    private const string DeadStreamsSql = """
        select distinct stream from dead_letters
        where consumer = @p0 and partition = @p1 and state in ('dead', 'parked')
        """;

    // A consumer that starts over from the beginning of the log meets its own dead letters again.
    private const string SetAsideSql = """
        insert into dead_letters (consumer, partition, sequence, stream, error, attempts, first_at, last_at, state)
        values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)
        on conflict (consumer, partition, sequence) do update set
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
