using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.Log;

/// <summary>
/// The event log: append, read, look back. It encodes and decodes events, seals personal data and orders everything
/// densely per partition. What it is kept in is behind <see cref="ILogStore"/>.
/// </summary>
public interface IEventLog
{
    /// <summary>How many partitions this log has; fixed when the database was made.</summary>
    int Partitions { get; }

    /// <summary>Appends; shares its commit with all that wait at the same time.</summary>
    Task<AppendOutcome> AppendAsync(Append append);

    /// <summary>
    /// Keeps that a command found nothing to change, so that its repetition is answered as of this version. It throws
    /// <see cref="DatabaseWriteException"/> where that cannot be written.
    /// </summary>
    /// <param name="context">The command.</param>
    /// <param name="stream">The stream that it was about.</param>
    /// <param name="version">The version that it found; 0 before the first event.</param>
    Task RecordUnchangedAsync(CommandContext context, StreamName stream, long version);

    /// <summary>What a command came to; <c>null</c> where it was never carried out, or over a day ago.</summary>
    Task<CommandRecord?> FindCommandAsync(CommandId id);

    /// <summary>Events of a stream in order.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="afterVersion">0 for all.</param>
    /// <param name="until">Up to a version or an instant of recording.</param>
    /// <param name="limit">At most this many.</param>
    Task<ImmutableArray<RecordedEvent>> ReadStreamAsync(
        StreamName stream, long afterVersion = 0, ReadUntil until = default, int limit = int.MaxValue);

    /// <summary>The newest events of a stream before a version, newest first; for histories.</summary>
    Task<ImmutableArray<RecordedEvent>> ReadStreamBackwardsAsync(StreamName stream, long beforeVersion, int limit);

    /// <summary>Events of a partition in order, not decoded, with the head that they were read under.</summary>
    Task<EventBatch> ReadPartitionAsync(int partition, long afterSequence, int limit);

    /// <summary>The last sequence of a partition.</summary>
    Task<long> HeadAsync(int partition);

    /// <summary>
    /// Sequences of the partition whose content is not what was appended: someone has changed it outside of the log.
    /// </summary>
    Task<ImmutableArray<long>> FindAlteredAsync(int partition);

    /// <summary>
    /// Removes the content of a stream's events for good, and its snapshot; readers get <see cref="Purged"/>. That they
    /// were, when, and of whom stays, and so do the digests.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="throughVersion">The last event to lose its content.</param>
    Task PurgeAsync(StreamName stream, long throughVersion);

    /// <summary>
    /// Decodes a stored event; <see cref="UnknownEventTypeException"/> where this build does not know its type.
    /// </summary>
    ValueTask<RecordedEvent> DecodeAsync(StoredEvent stored);

    /// <summary>The snapshot of a stream, where it has this schema; it is a cache, so errors read as none.</summary>
    Task<Snapshot<TState>?> ReadSnapshotAsync<TState>(StreamName stream, int schema) where TState : class;

    /// <summary>What a state is made from: the snapshot, where there is one, and the events after it.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="schema">Of the snapshot; another one, and one that cannot be read, is none.</param>
    /// <param name="limit">At most this many events.</param>
    Task<StreamLoad<TState>> LoadAsync<TState>(StreamName stream, int schema, int limit) where TState : class;

    /// <summary>Stores a snapshot; a failure is logged and costs nothing but time later.</summary>
    Task WriteSnapshotAsync<TState>(StreamName stream, int schema, Snapshot<TState> snapshot) where TState : class;
}

/// <summary>Where reading ends; the default reads to the end.</summary>
public readonly record struct ReadUntil(long? Version, DateTimeOffset? At)
{
    /// <summary>Up to and with this version.</summary>
    public static ReadUntil VersionIs(long version) => new(version, null);

    /// <summary>Everything recorded at or before this instant.</summary>
    public static ReadUntil RecordedAt(DateTimeOffset at) => new(null, at);
}

/// <summary>The state of a stream at a version.</summary>
public sealed record Snapshot<TState>(long Version, TState State);

/// <summary>What the state of a stream is made from.</summary>
/// <param name="Snapshot"><c>null</c> where there is none to be had.</param>
/// <param name="Events">Those after the snapshot, or the stream's first, in order.</param>
public sealed record StreamLoad<TState>(Snapshot<TState>? Snapshot, ImmutableArray<RecordedEvent> Events)
    where TState : class;

/// <summary>The log holds an event that this build does not know: a newer release wrote it.</summary>
[GenerateSerializer, Alias("UnknownEventTypeException")]
public sealed class UnknownEventTypeException(string type, string stream, long version)
    : Exception($"Event {version} of stream {stream} has the type '{type}', which this build does not know. "
        + "Run the release that wrote it, or a later one.")
{
    /// <summary>The type's name in the log.</summary>
    [Id(0)]
    public string Type { get; } = type;
}
