using System.Collections.Immutable;
using System.Data.Common;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Commands;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>The questions that are asked of the log's tables.</summary>
internal static class SqliteLogQueries
{
    private const string EventColumns = """
        SELECT partition, sequence, stream, version, type, data, command_id, actor, origin, correlation_id, at
        FROM events
        """;

    private const string SelectCommand =
        "SELECT body_hash, stream, version, at FROM commands WHERE command_id = @p0";

    private const string SelectStream = EventColumns + """
         WHERE stream = @p0 AND version > @p1 AND version <= @p2 AND at <= @p3 ORDER BY version LIMIT @p4
        """;

    private const string SelectStreamBackwards = EventColumns + """
         WHERE stream = @p0 AND version < @p1 ORDER BY version DESC LIMIT @p2
        """;

    private const string SelectPartition = EventColumns + """
         WHERE partition = @p0 AND sequence > @p1 ORDER BY sequence LIMIT @p2
        """;

    private const string SelectHead = "SELECT head FROM partitions WHERE partition = @p0";

    private const string SelectSeals = """
        SELECT sequence, data, salt, digest FROM events
        WHERE partition = @p0 AND sequence > @p1 AND data IS NOT NULL ORDER BY sequence LIMIT @p2
        """;

    private const string SelectSnapshot = "SELECT version, schema, state FROM snapshots WHERE stream = @p0";

    /// <summary>What a command came to.</summary>
    public static CommandRecord? Command(SqliteSession session, CommandId id) => session.Query(
        new Statement(SelectCommand, id.Value),
        row => new CommandRecord(
            id, row.GetString(0), new StreamName(row.GetString(1)), row.GetInt64(2), row.Instant(3))).FirstOrDefault();

    /// <summary>Events of a stream in order.</summary>
    public static ImmutableArray<StoredEvent> Stream(
        SqliteSession session, StreamName stream, long afterVersion, ReadUntil until, int limit) => session.Query(
            new Statement(
                SelectStream, stream.Value, afterVersion, until.Version ?? long.MaxValue,
                until.At is { } at ? RowReading.ToMicroseconds(at) : long.MaxValue, limit),
            Event);

    /// <summary>Events of a stream, newest first.</summary>
    public static ImmutableArray<StoredEvent> StreamBackwards(
        SqliteSession session, StreamName stream, long beforeVersion, int limit) =>
        session.Query(new Statement(SelectStreamBackwards, stream.Value, beforeVersion, limit), Event);

    /// <summary>
    /// Events of a partition and its head: two statements, so in one transaction, or the head would be newer than the
    /// events.
    /// </summary>
    public static EventBatch Partition(SqliteSession session, int partition, long afterSequence, int limit)
    {
        session.Execute("BEGIN");
        try
        {
            var head = Head(session, partition);
            var events = session.Query(new Statement(SelectPartition, partition, afterSequence, limit), Event);
            return new EventBatch(partition, head, events);
        }
        finally
        {
            session.Execute("ROLLBACK");
        }
    }

    /// <summary>The last sequence of a partition.</summary>
    public static long Head(SqliteSession session, int partition) =>
        session.Number(new Statement(SelectHead, partition))
        ?? throw new ArgumentOutOfRangeException(nameof(partition), partition, "There is no such partition.");

    /// <summary>Content and seals of a partition.</summary>
    public static ImmutableArray<EventSeal> Seals(
        SqliteSession session, int partition, long afterSequence, int limit) => session.Query(
            new Statement(SelectSeals, partition, afterSequence, limit),
            row => new EventSeal(
                row.GetInt64(0), row.GetString(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3)));

    /// <summary>The snapshot of a stream.</summary>
    public static StoredSnapshot? Snapshot(SqliteSession session, StreamName stream) => session.Query(
        new Statement(SelectSnapshot, stream.Value),
        row => new StoredSnapshot(row.GetInt64(0), row.GetInt32(1), row.GetString(2))).FirstOrDefault();

    private static StoredEvent Event(DbDataReader row) => new(
        row.GetInt32(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3), row.GetString(4), row.TextOrNull(5),
        row.Uuid(6), row.UuidOrNull(7), row.GetString(8), row.TextOrNull(9), row.Instant(10));
}
