using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>What an append does within the writer's transaction: checks first, rows after.</summary>
internal sealed class SqliteAppender(PartitionHeads heads, AppendDecider decider)
{
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

    /// <summary>Applies an append; earlier members of the batch are seen.</summary>
    public AppendDecision Apply(SqliteSession session, EncodedAppend append)
    {
        var decision = decider.Decide(append, new SqliteAppendState(session, heads));
        if (decision is AppendDecision.Accepted accepted)
            Write(session, accepted);
        return decision;
    }

    private void Write(SqliteSession session, AppendDecision.Accepted rows)
    {
        foreach (var row in rows.Events)
            Insert(session, row);
        foreach (var (stream, head) in rows.Streams)
            session.Execute(new Statement(SetStream, stream.Value, head.Version, head.Guard));
        var command = rows.Command;
        session.Execute(new Statement(
            InsertCommand, command.Id.Value, command.BodyHash, command.Stream.Value, command.Version, command.At));
        foreach (var statement in rows.Append.View)
            ViewExpectation.Check(statement, session.Execute(statement, rows.At));

        // Last, and only in memory: whatever throws above leaves the heads as they were.
        foreach (var (partition, head) in rows.Partitions)
            heads.Move(partition, head);
    }

    private static void Insert(SqliteSession session, EventRow row)
    {
        var (stored, encoded) = row;
        session.Execute(new Statement(
            InsertEvent, stored.Partition, stored.Sequence, stored.Stream, stored.Version, stored.Type, stored.Data,
            encoded.Salt, encoded.Digest, stored.CommandId, stored.Actor, stored.Origin, stored.CorrelationId,
            stored.At));
    }
}
