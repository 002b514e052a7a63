using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Commands;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;

namespace TaskManagement.Simulation.Tests.Storage;

/// <summary>
/// A store without the version check: whatever version an append expects is replaced by the current one. It shows that
/// the checker would notice.
/// </summary>
internal sealed class UncheckedLogStore(ILogStore inner) : ILogStore
{
    public int Partitions => inner.Partitions;

    public async Task<StoreOutcome> AppendAsync(EncodedAppend append)
    {
        var streams = ImmutableArray.CreateBuilder<EncodedStream>();
        foreach (var stream in append.Streams)
        {
            var newest = await inner.ReadStreamBackwardsAsync(stream.Stream, long.MaxValue, 1);
            streams.Add(stream with { ExpectedVersion = newest.IsEmpty ? 0 : newest[0].Version });
        }

        return await inner.AppendAsync(append with { Streams = streams.DrainToImmutable() });
    }

    public Task KeepCommandAsync(CommandRecord command) => inner.KeepCommandAsync(command);

    public Task<CommandRecord?> FindCommandAsync(CommandId id) => inner.FindCommandAsync(id);

    public Task<ImmutableArray<StoredEvent>> ReadStreamAsync(
        StreamName stream, long afterVersion, ReadUntil until, int limit) =>
        inner.ReadStreamAsync(stream, afterVersion, until, limit);

    public Task<ImmutableArray<StoredEvent>> ReadStreamBackwardsAsync(
        StreamName stream, long beforeVersion, int limit) =>
        inner.ReadStreamBackwardsAsync(stream, beforeVersion, limit);

    public Task<EventBatch> ReadPartitionAsync(int partition, long afterSequence, int limit) =>
        inner.ReadPartitionAsync(partition, afterSequence, limit);

    public Task<long> HeadAsync(int partition) => inner.HeadAsync(partition);

    public Task<ImmutableArray<EventSeal>> ReadSealsAsync(int partition, long afterSequence, int limit) =>
        inner.ReadSealsAsync(partition, afterSequence, limit);

    public Task PurgeAsync(StreamName stream, long throughVersion) => inner.PurgeAsync(stream, throughVersion);

    public Task<StoredSnapshot?> ReadSnapshotAsync(StreamName stream) => inner.ReadSnapshotAsync(stream);

    public Task WriteSnapshotAsync(StreamName stream, StoredSnapshot snapshot) =>
        inner.WriteSnapshotAsync(stream, snapshot);
}
