using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Commands;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Store;

/// <summary>
/// What the log is kept in: encoded events, outcomes of commands, snapshots. It knows neither types nor keys, so that
/// each database brings no more than its own SQL, and a decorator can stand in front of it.
/// </summary>
public interface ILogStore
{
    /// <summary>How many partitions; fixed when the database was made.</summary>
    int Partitions { get; }

    /// <summary>Appends, all or nothing. It throws for nothing that a database can do.</summary>
    Task<StoreOutcome> AppendAsync(EncodedAppend append);

    /// <summary>Keeps what a command without events came to, where nothing is known of it yet.</summary>
    Task KeepCommandAsync(CommandRecord command);

    /// <summary>What a command came to; <c>null</c> where it was never carried out, or is forgotten.</summary>
    Task<CommandRecord?> FindCommandAsync(CommandId id);

    /// <summary>Events of a stream in order.</summary>
    Task<ImmutableArray<StoredEvent>> ReadStreamAsync(StreamName stream, long afterVersion, ReadUntil until, int limit);

    /// <summary>Events of a stream before a version, newest first.</summary>
    Task<ImmutableArray<StoredEvent>> ReadStreamBackwardsAsync(StreamName stream, long beforeVersion, int limit);

    /// <summary>Events of a partition in order, and its head, of one snapshot.</summary>
    Task<EventBatch> ReadPartitionAsync(int partition, long afterSequence, int limit);

    /// <summary>The last sequence of a partition.</summary>
    Task<long> HeadAsync(int partition);

    /// <summary>Content and seals of a partition's events in order; purged ones are left out.</summary>
    Task<ImmutableArray<EventSeal>> ReadSealsAsync(int partition, long afterSequence, int limit);

    /// <summary>Removes content and salt of a stream's events up to a version, and the stream's snapshot.</summary>
    Task PurgeAsync(StreamName stream, long throughVersion);

    /// <summary>The snapshot of a stream.</summary>
    Task<StoredSnapshot?> ReadSnapshotAsync(StreamName stream);

    /// <summary>
    /// The snapshot of a stream, where it has this schema, and the events after it, in one question: whoever wakes up
    /// pays for one way to the database.
    /// </summary>
    Task<StoredLoad> LoadAsync(StreamName stream, int schema, int limit);

    /// <summary>Keeps a snapshot, where none of the same schema is newer.</summary>
    Task WriteSnapshotAsync(StreamName stream, StoredSnapshot snapshot);
}

/// <summary>A snapshot as it is kept: its state as JSON, personal data sealed.</summary>
public sealed record StoredSnapshot(long Version, int Schema, string State);

/// <summary>What a stream's state is made from.</summary>
/// <param name="Snapshot"><c>null</c> where there is none of the schema.</param>
/// <param name="Events">Those after the snapshot, or the stream's first, in order.</param>
public sealed record StoredLoad(StoredSnapshot? Snapshot, ImmutableArray<StoredEvent> Events);

/// <summary>An event's content beside what proves that nobody has touched it.</summary>
/// <param name="Digest">SHA-256 of salt and data, taken when it was appended.</param>
public sealed record EventSeal(long Sequence, string Data, byte[] Salt, byte[] Digest);
