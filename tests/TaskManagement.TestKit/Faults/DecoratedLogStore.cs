using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Commands;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;

namespace TaskManagement.TestKit.Faults;

/// <summary>A store that passes everything on, for those that change what becomes of appends.</summary>
public abstract class DecoratedLogStore(ILogStore inner) : ILogStore
{
    /// <inheritdoc/>
    public int Partitions => Inner.Partitions;

    /// <summary>What everything is passed on to.</summary>
    protected ILogStore Inner { get; } = inner;

    /// <inheritdoc/>
    public abstract Task<StoreOutcome> AppendAsync(EncodedAppend append);

    /// <inheritdoc/>
    public Task KeepCommandAsync(CommandRecord command) => Inner.KeepCommandAsync(command);

    /// <inheritdoc/>
    public Task<CommandRecord?> FindCommandAsync(CommandId id) => Inner.FindCommandAsync(id);

    /// <inheritdoc/>
    public Task<ImmutableArray<StoredEvent>> ReadStreamAsync(
        StreamName stream, long afterVersion, ReadUntil until, int limit) =>
        Inner.ReadStreamAsync(stream, afterVersion, until, limit);

    /// <inheritdoc/>
    public Task<ImmutableArray<StoredEvent>> ReadStreamBackwardsAsync(
        StreamName stream, long beforeVersion, int limit) =>
        Inner.ReadStreamBackwardsAsync(stream, beforeVersion, limit);

    /// <inheritdoc/>
    public Task<EventBatch> ReadPartitionAsync(int partition, long afterSequence, int limit) =>
        Inner.ReadPartitionAsync(partition, afterSequence, limit);

    /// <inheritdoc/>
    public Task<long> HeadAsync(int partition) => Inner.HeadAsync(partition);

    /// <inheritdoc/>
    public Task<ImmutableArray<EventSeal>> ReadSealsAsync(int partition, long afterSequence, int limit) =>
        Inner.ReadSealsAsync(partition, afterSequence, limit);

    /// <inheritdoc/>
    public Task PurgeAsync(StreamName stream, long throughVersion) => Inner.PurgeAsync(stream, throughVersion);

    /// <inheritdoc/>
    public Task<StoredLoad> LoadAsync(StreamName stream, int schema, int limit) =>
        Inner.LoadAsync(stream, schema, limit);

    public Task<StoredSnapshot?> ReadSnapshotAsync(StreamName stream) => Inner.ReadSnapshotAsync(stream);

    /// <inheritdoc/>
    public Task WriteSnapshotAsync(StreamName stream, StoredSnapshot snapshot) =>
        Inner.WriteSnapshotAsync(stream, snapshot);
}
