using Orleans.Runtime;
using Orleans.Streams;
using TaskManagement.Contracts.Bus;

namespace TaskManagement.Cluster.Tests.Events;

/// <summary>Puts items on the stream that no relay would. The key is the partition.</summary>
[Alias("IStreamTamperGrain")]
public interface IStreamTamperGrain : IGrainWithIntegerKey
{
    /// <summary>Publishes an item as it is.</summary>
    [Alias("Publish")]
    Task Publish(EventBatch batch);
}

/// <inheritdoc cref="IStreamTamperGrain"/>
[GrainType("stream-tamper")]
public sealed class StreamTamperGrain : Grain, IStreamTamperGrain
{
    /// <inheritdoc/>
    public Task Publish(EventBatch batch) => this.GetStreamProvider(EventStreams.Provider)
        .GetStream<EventBatch>(StreamId.Create(EventStreams.Namespace, this.GetPrimaryKeyLong()))
        .OnNextAsync(batch);
}
