using System.Data.Common;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Commands;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Store;

/// <summary>The questions that are asked of the log's tables, in words that every database understands.</summary>
internal static class LogQueries
{
    private const string EventColumns = """
        SELECT partition, sequence, stream, version, type, data, command_id, actor, origin, correlation_id, at
        FROM events
        """;

    // The state is long, and stands in the first row alone; where there are no events, that row has nothing else.
    private const string SelectLoad = """
        SELECT e.partition, e.sequence, e.stream, e.version, e.type, e.data, e.command_id, e.actor, e.origin,
            e.correlation_id, e.at, s.version, s.schema,
            CASE WHEN e.version IS NULL OR e.version = s.version + 1 THEN s.state END
        FROM (SELECT 1) one
        LEFT JOIN snapshots s ON s.stream = @p0 AND s.schema = @p1
        LEFT JOIN events e ON e.stream = @p0 AND e.version > COALESCE(s.version, 0)
        ORDER BY e.version LIMIT @p2
        """;

    private const string SelectCommand =
        "SELECT body_hash, stream, version, at FROM commands WHERE command_id = @p0";

    private const string SelectStream = EventColumns + """
         WHERE stream = @p0 AND version > @p1 AND version <= @p2 AND at <= @p3 ORDER BY version LIMIT @p4
        """;

    private const string SelectStreamBackwards = EventColumns + """
         WHERE stream = @p0 AND version < @p1 ORDER BY version DESC LIMIT @p2
        """;

    // One statement is one snapshot: the head must not be newer than the events.
    private const string SelectPartition = """
        SELECT e.partition, e.sequence, e.stream, e.version, e.type, e.data, e.command_id, e.actor, e.origin,
            e.correlation_id, e.at, p.head
        FROM partitions p
        LEFT JOIN (
        """ + EventColumns + """
             WHERE partition = @p0 AND sequence > @p1 ORDER BY sequence LIMIT @p2
        ) e ON e.partition = p.partition
        WHERE p.partition = @p0
        ORDER BY e.sequence
        """;

    private const string SelectHead = "SELECT head FROM partitions WHERE partition = @p0";

    private const string SelectSeals = """
        SELECT sequence, data, salt, digest FROM events
        WHERE partition = @p0 AND sequence > @p1 AND data IS NOT NULL ORDER BY sequence LIMIT @p2
        """;

    private const string SelectSnapshot = "SELECT version, schema, state FROM snapshots WHERE stream = @p0";

    /// <summary>What a command came to.</summary>
    public static Statement Command(CommandId id) => new(SelectCommand, id.Value);

    /// <summary>Events of a stream in order.</summary>
    public static Statement Stream(StreamName stream, long afterVersion, ReadUntil until, int limit) => new(
        SelectStream, stream.Value, afterVersion, until.Version ?? long.MaxValue,
        until.At is { } at ? RowReading.ToMicroseconds(at) : long.MaxValue, limit);

    /// <summary>Events of a stream, newest first.</summary>
    public static Statement StreamBackwards(StreamName stream, long beforeVersion, int limit) =>
        new(SelectStreamBackwards, stream.Value, beforeVersion, limit);

    /// <summary>The head of a partition and events of it; a single row without an event where there are none.</summary>
    public static Statement Partition(int partition, long afterSequence, int limit) =>
        new(SelectPartition, partition, afterSequence, limit);

    /// <summary>The last sequence of a partition.</summary>
    public static Statement Head(int partition) => new(SelectHead, partition);

    /// <summary>Content and seals of a partition.</summary>
    public static Statement Seals(int partition, long afterSequence, int limit) =>
        new(SelectSeals, partition, afterSequence, limit);

    /// <summary>The snapshot of a stream.</summary>
    public static Statement Snapshot(StreamName stream) => new(SelectSnapshot, stream.Value);

    /// <summary>The snapshot of a stream and the events after it.</summary>
    public static Statement Load(StreamName stream, int schema, int limit) =>
        new(SelectLoad, stream.Value, schema, limit);

    /// <summary>A row of <see cref="Load"/>; the first has the snapshot.</summary>
    public static (StoredEvent? Event, StoredSnapshot? Snapshot) LoadRow(DbDataReader row) => (
        row.IsDBNull(0) ? null : Event(row),
        row.IsDBNull(13) ? null : new StoredSnapshot(row.GetInt64(11), row.GetInt32(12), row.GetString(13)));

    /// <summary>A row of <see cref="Command"/>.</summary>
    public static CommandRecord Command(CommandId id, DbDataReader row) =>
        new(id, row.GetString(0), new StreamName(row.GetString(1)), row.GetInt64(2), row.Instant(3));

    /// <summary>A row with an event.</summary>
    public static StoredEvent Event(DbDataReader row) => new(
        row.GetInt32(0), row.GetInt64(1), row.GetString(2), row.GetInt64(3), row.GetString(4), row.TextOrNull(5),
        row.Uuid(6), row.UuidOrNull(7), row.GetString(8), row.TextOrNull(9), row.Instant(10));

    /// <summary>A row of <see cref="Partition"/>.</summary>
    public static (long Head, StoredEvent? Event) PartitionRow(DbDataReader row) =>
        (row.GetInt64(11), row.IsDBNull(0) ? null : Event(row));

    /// <summary>A row of <see cref="Seals"/>.</summary>
    public static EventSeal Seal(DbDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3));

    /// <summary>A row of <see cref="Snapshot"/>.</summary>
    public static StoredSnapshot Snapshot(DbDataReader row) =>
        new(row.GetInt64(0), row.GetInt32(1), row.GetString(2));
}
