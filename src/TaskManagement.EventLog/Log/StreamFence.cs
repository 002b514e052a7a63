using System.Collections.Immutable;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.Log;

/// <summary>
/// Goes ahead of rows that were made of a stream, in one <see cref="IDatabase.WriteAsync"/>: they are written only if
/// the stream is still at the version that they were made of. An append to it that comes meanwhile waits, so that its
/// own rows come after these; one that came before fences them.
/// </summary>
public static class StreamFence
{
    private const string HoldStream = "UPDATE streams SET version = version WHERE stream = @p0 AND version = @p1";

    private const string HoldPartition = "UPDATE partitions SET head = head WHERE partition = @p0";

    // A statement of its own: it must see what was committed while the one before it waited.
    private const string HoldAbsence = """
        UPDATE partitions SET head = head
        WHERE partition = @p0 AND NOT EXISTS (SELECT 1 FROM streams WHERE stream = @p1)
        """;

    /// <summary>The statements.</summary>
    /// <param name="log">The log that the stream is in.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="version">The version of its last event; 0 where it has none.</param>
    public static ImmutableArray<Statement> At(IEventLog log, StreamName stream, long version)
    {
        if (version > 0)
            return [new Statement(HoldStream, stream.Value, version) { ExpectedRows = 1 }];

        // There is no row of the stream to hold; its partition's is what an append that makes it waits for.
        var partition = StreamPartition.Of(stream, log.Partitions);
        return
        [
            new Statement(HoldPartition, partition) { ExpectedRows = 1 },
            new Statement(HoldAbsence, partition, stream.Value) { ExpectedRows = 1 },
        ];
    }
}
