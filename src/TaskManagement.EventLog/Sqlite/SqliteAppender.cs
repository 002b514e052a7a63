using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>What an append does within the writer's transaction: checks first, rows after.</summary>
internal sealed class SqliteAppender(PartitionHeads heads, int partitions, TimeProvider time)
{
    private const string SelectStream = "SELECT version, guard FROM streams WHERE stream = @p0";

    private const string SetStream = """
        INSERT INTO streams (stream, version, guard) VALUES (@p0, @p1, @p2)
        ON CONFLICT (stream) DO UPDATE SET version = excluded.version, guard = excluded.guard
        """;

    private const string InsertEvent = """
        INSERT INTO events (partition, sequence, stream, version, type, data, salt, digest,
            command_id, actor, origin, correlation_id, at)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12)
        """;

    private const string InsertCommand = """
        INSERT INTO commands (command_id, body_hash, stream, version, at) VALUES (@p0, @p1, @p2, @p3, @p4)
        """;

    private static readonly StreamHead NoStream = new(0, 0);

    /// <summary>Applies an append; earlier members of the batch are seen.</summary>
    public StoreOutcome Apply(SqliteSession session, EncodedAppend append)
    {
        // The repetition comes first: a command that was carried out has moved the version that it expects.
        if (SqliteLogQueries.Command(session, append.CommandId) is { } command)
            return new StoreOutcome.NotWritten(new AppendOutcome.Repeated(command));
        foreach (var guard in append.Guards)
        {
            if (Head(session, guard.Stream).Guard != guard.GuardVersion)
                return new StoreOutcome.NotWritten(new AppendOutcome.GuardMoved(guard.Stream));
        }

        var before = append.Streams.Select(stream => Head(session, stream.Stream)).ToImmutableArray();
        for (var index = 0; index < before.Length; index++)
        {
            var stream = append.Streams[index];
            if (before[index].Version != stream.ExpectedVersion)
                return new StoreOutcome.NotWritten(new AppendOutcome.Conflict(stream.Stream, before[index].Version));
        }

        return Write(session, append, before);
    }

    private StoreOutcome.Written Write(
        SqliteSession session, EncodedAppend append, ImmutableArray<StreamHead> before)
    {
        var at = Now(append);
        var ends = new Dictionary<int, long>();
        var stored = ImmutableArray.CreateBuilder<StoredEvent>();
        foreach (var (stream, head) in append.Streams.Zip(before))
        {
            var partition = StreamPartition.Of(stream.Stream, partitions);
            var sequence = ends.GetValueOrDefault(partition, heads[partition].Sequence);
            var version = head.Version;
            foreach (var encoded in stream.Events)
            {
                var @event = Recorded(append, stream.Stream, encoded, at) with
                {
                    Partition = partition,
                    Sequence = ++sequence,
                    Version = ++version,
                };
                Insert(session, @event, encoded);
                stored.Add(@event);
            }

            ends[partition] = sequence;
            session.Execute(new Statement(
                SetStream, stream.Stream.Value, version, stream.MovesGuard ? version : head.Guard));
        }

        InsertOutcome(session, append, at);
        UpdateView(session, append, at);

        // Last, and only in memory: whatever throws above leaves the heads as they were.
        foreach (var (partition, sequence) in ends)
            heads.Move(partition, new PartitionHead(sequence, at));
        return new StoreOutcome.Written(stored.DrainToImmutable());
    }

    /// <summary>
    /// One instant for all events of an append, so that looking back sees all of them or none. A clock that was set
    /// back does not take the log back with it.
    /// </summary>
    private DateTimeOffset Now(EncodedAppend append)
    {
        var now = RowReading.FromMicroseconds(RowReading.ToMicroseconds(time.GetUtcNow()));
        foreach (var stream in append.Streams)
        {
            var last = heads[StreamPartition.Of(stream.Stream, partitions)].At;
            now = last > now ? last : now;
        }

        return now;
    }

    private static StreamHead Head(SqliteSession session, StreamName stream)
    {
        var found = session.Query(
            new Statement(SelectStream, stream.Value), row => new StreamHead(row.GetInt64(0), row.GetInt64(1)));
        return found.IsEmpty ? NoStream : found[0];
    }

    private static StoredEvent Recorded(
        EncodedAppend append, StreamName stream, EncodedEvent encoded, DateTimeOffset at) => new(
            0, 0, stream.Value, 0, encoded.Type, encoded.Data,
            append.CommandId.Value, append.Actor, append.Origin, append.CorrelationId, at);

    private static void Insert(SqliteSession session, StoredEvent stored, EncodedEvent encoded) =>
        session.Execute(new Statement(
            InsertEvent, stored.Partition, stored.Sequence, stored.Stream, stored.Version, stored.Type, stored.Data,
            encoded.Salt, encoded.Digest, stored.CommandId, stored.Actor, stored.Origin, stored.CorrelationId,
            stored.At));

    private static void InsertOutcome(SqliteSession session, EncodedAppend append, DateTimeOffset at)
    {
        var first = append.Streams[0];
        session.Execute(new Statement(
            InsertCommand, append.CommandId.Value, append.BodyHash, first.Stream.Value,
            first.ExpectedVersion + first.Events.Length, at));
    }

    private static void UpdateView(SqliteSession session, EncodedAppend append, DateTimeOffset at)
    {
        foreach (var statement in append.View)
        {
            var rows = session.Execute(statement, at);
            if (statement.ExpectedRows is not { } expected || rows == expected)
                continue;
            throw new InvalidOperationException(
                $"A view statement affected {rows} rows, not {expected}: {statement.Sql}");
        }
    }

    private readonly record struct StreamHead(long Version, long Guard);
}
