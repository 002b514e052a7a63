using System.Collections.Immutable;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Store;

/// <summary>Takes the content of a stream's events away, and the snapshot that was folded from it.</summary>
internal static class PurgedContent
{
    private const string PurgeEvents =
        "UPDATE events SET data = NULL, salt = NULL WHERE stream = @p0 AND version <= @p1";

    // After the events: a snapshot that was being written then has waited for them, or is seen here.
    private const string DeleteSnapshot = "DELETE FROM snapshots WHERE stream = @p0";

    /// <summary>What does it, in this order.</summary>
    public static ImmutableArray<Statement> Of(StreamName stream, long throughVersion) =>
    [
        new Statement(PurgeEvents, stream.Value, throughVersion),
        new Statement(DeleteSnapshot, stream.Value),
    ];
}
