using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Commands;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;

namespace TaskManagement.TestKit.Faults;

/// <summary>A store whose appends fail when a test wants them to.</summary>
public sealed class FaultyLogStore(ILogStore inner, Func<WriteFault?> nextFault) : ILogStore
{
    /// <inheritdoc/>
    public int Partitions => inner.Partitions;

    /// <inheritdoc/>
    public async Task<StoreOutcome> AppendAsync(EncodedAppend append)
    {
        var fault = nextFault();
        if (fault is WriteFault.BeforeCommit)
            return Why(new AppendOutcome.RolledBack(new InjectedFaultException(fault.Value), MayRetry: true));
        var outcome = await inner.AppendAsync(append);
        return fault is WriteFault.ReplyLost && outcome is StoreOutcome.Written
            ? Why(new AppendOutcome.Unknown(new InjectedFaultException(fault.Value)))
            : outcome;
    }

    /// <inheritdoc/>
    public Task KeepCommandAsync(CommandRecord command) => inner.KeepCommandAsync(command);

    /// <inheritdoc/>
    public Task<CommandRecord?> FindCommandAsync(CommandId id) => inner.FindCommandAsync(id);

    /// <inheritdoc/>
    public Task<ImmutableArray<StoredEvent>> ReadStreamAsync(
        StreamName stream, long afterVersion, ReadUntil until, int limit) =>
        inner.ReadStreamAsync(stream, afterVersion, until, limit);

    /// <inheritdoc/>
    public Task<ImmutableArray<StoredEvent>> ReadStreamBackwardsAsync(
        StreamName stream, long beforeVersion, int limit) =>
        inner.ReadStreamBackwardsAsync(stream, beforeVersion, limit);

    /// <inheritdoc/>
    public Task<EventBatch> ReadPartitionAsync(int partition, long afterSequence, int limit) =>
        inner.ReadPartitionAsync(partition, afterSequence, limit);

    /// <inheritdoc/>
    public Task<long> HeadAsync(int partition) => inner.HeadAsync(partition);

    /// <inheritdoc/>
    public Task<ImmutableArray<EventSeal>> ReadSealsAsync(int partition, long afterSequence, int limit) =>
        inner.ReadSealsAsync(partition, afterSequence, limit);

    /// <inheritdoc/>
    public Task PurgeAsync(StreamName stream, long throughVersion) => inner.PurgeAsync(stream, throughVersion);

    /// <inheritdoc/>
    public Task<StoredSnapshot?> ReadSnapshotAsync(StreamName stream) => inner.ReadSnapshotAsync(stream);

    /// <inheritdoc/>
    public Task WriteSnapshotAsync(StreamName stream, StoredSnapshot snapshot) =>
        inner.WriteSnapshotAsync(stream, snapshot);

    private static StoreOutcome.NotWritten Why(AppendOutcome outcome) => new(outcome);
}
