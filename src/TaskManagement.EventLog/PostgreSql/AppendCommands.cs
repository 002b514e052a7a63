using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.PostgreSql;

/// <summary>The commands of a batch of appends: the rows of all go as arrays, so that the statements are few.</summary>
internal static class AppendCommands
{
    /// <summary>
    /// In ascending order, so that two processes never wait for each other. Guarded streams' partitions are locked as
    /// well: a guard must not move between its check and the commit.
    /// </summary>
    private const string LockPartitions = """
        SELECT partition, head, last_at FROM partitions WHERE partition = ANY($1) ORDER BY partition FOR UPDATE
        """;

    private const string SelectStreams = "SELECT stream, version, guard FROM streams WHERE stream = ANY($1)";

    private const string SelectCommands =
        "SELECT command_id, body_hash, stream, version, at FROM commands WHERE command_id = ANY($1)";

    private const string InsertEvents = """
        INSERT INTO events (partition, sequence, stream, version, type, data, salt, digest,
            command_id, actor, origin, correlation_id, at)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """;

    private const string SetStreams = """
        INSERT INTO streams (stream, version, guard) SELECT * FROM unnest($1, $2, $3)
        ON CONFLICT (stream) DO UPDATE SET version = excluded.version, guard = excluded.guard
        """;

    private const string InsertCommands = """
        INSERT INTO commands (command_id, body_hash, stream, version, at) SELECT * FROM unnest($1, $2, $3, $4, $5)
        """;

    private const string MovePartitions = """
        UPDATE partitions SET head = moved.head, last_at = moved.last_at
        FROM unnest($1, $2, $3) AS moved (partition, head, last_at)
        WHERE partitions.partition = moved.partition
        """;

    /// <summary>Locks, then reads: what is read was committed before the locks were given.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Load(AppendDecider decider, IReadOnlyList<PendingAppend> members)
    {
        var streams = members
            .SelectMany(member => member.Append.Streams.Select(stream => stream.Stream)
                .Concat(member.Append.Guards.Select(guard => guard.Stream)))
            .Distinct().ToArray();
        var partitions = streams.Select(decider.PartitionOf).Distinct();
        yield return Command(LockPartitions, Array(NpgsqlDbType.Integer, partitions));
        yield return Command(SelectStreams, Array(NpgsqlDbType.Text, streams.Select(stream => stream.Value)));
        yield return Command(
            SelectCommands, Array(NpgsqlDbType.Uuid, members.Select(member => member.Append.CommandId.Value)));
    }

    /// <summary>Writes the accepted members' rows and moves the heads.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Write(
        ImmutableArray<AppendDecision.Accepted> accepted, AppendState state)
    {
        yield return Events([.. accepted.SelectMany(rows => rows.Events)]);
        yield return Streams(state);
        yield return Commands([.. accepted.Select(rows => rows.Command)]);
        yield return Partitions(state);
    }

    private static NpgsqlBatchCommand Events(ImmutableArray<EventRow> rows)
    {
        var stored = rows.Select(row => row.Stored).ToArray();
        return Command(
            InsertEvents,
            Array(NpgsqlDbType.Integer, stored.Select(@event => @event.Partition)),
            Array(NpgsqlDbType.Bigint, stored.Select(@event => @event.Sequence)),
            Array(NpgsqlDbType.Text, stored.Select(@event => @event.Stream)),
            Array(NpgsqlDbType.Bigint, stored.Select(@event => @event.Version)),
            Array(NpgsqlDbType.Text, stored.Select(@event => @event.Type)),
            Array(NpgsqlDbType.Text, stored.Select(@event => @event.Data)),
            Array(NpgsqlDbType.Bytea, rows.Select(row => row.Encoded.Salt)),
            Array(NpgsqlDbType.Bytea, rows.Select(row => row.Encoded.Digest)),
            Array(NpgsqlDbType.Uuid, stored.Select(@event => @event.CommandId)),
            Array(NpgsqlDbType.Uuid, stored.Select(@event => @event.Actor)),
            Array(NpgsqlDbType.Text, stored.Select(@event => @event.Origin)),
            Array(NpgsqlDbType.Text, stored.Select(@event => @event.CorrelationId)),
            Array(NpgsqlDbType.Bigint, stored.Select(@event => RowReading.ToMicroseconds(@event.At))));
    }

    private static NpgsqlBatchCommand Streams(AppendState state) => Command(
        SetStreams,
        Array(NpgsqlDbType.Text, state.MovedStreams.Keys.Select(stream => stream.Value)),
        Array(NpgsqlDbType.Bigint, state.MovedStreams.Values.Select(head => head.Version)),
        Array(NpgsqlDbType.Bigint, state.MovedStreams.Values.Select(head => head.Guard)));

    private static NpgsqlBatchCommand Commands(ImmutableArray<Log.CommandRecord> commands) => Command(
        InsertCommands,
        Array(NpgsqlDbType.Uuid, commands.Select(command => command.Id.Value)),
        Array(NpgsqlDbType.Text, commands.Select(command => command.BodyHash)),
        Array(NpgsqlDbType.Text, commands.Select(command => command.Stream.Value)),
        Array(NpgsqlDbType.Bigint, commands.Select(command => command.Version)),
        Array(NpgsqlDbType.Bigint, commands.Select(command => RowReading.ToMicroseconds(command.At))));

    private static NpgsqlBatchCommand Partitions(AppendState state) => Command(
        MovePartitions,
        Array(NpgsqlDbType.Integer, state.MovedPartitions.Keys),
        Array(NpgsqlDbType.Bigint, state.MovedPartitions.Values.Select(head => head.Sequence)),
        Array(NpgsqlDbType.Bigint, state.MovedPartitions.Values.Select(head => RowReading.ToMicroseconds(head.At))));

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter<T[]> Array<T>(NpgsqlDbType element, IEnumerable<T> values) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | element, TypedValue = [.. values] };
}
