using System.Collections.Immutable;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;
using TaskManagement.Contracts.Bus;

namespace TaskManagement.Cluster.Tests.Events;

/// <summary>Remembers what a partition's stream carried. The key is the partition.</summary>
[Alias("IStreamRecorderGrain")]
public interface IStreamRecorderGrain : IGrainWithIntegerKey
{
    /// <summary>The items so far.</summary>
    [Alias("Items")]
    Task<ImmutableArray<EventBatch>> Items();
}

/// <inheritdoc cref="IStreamRecorderGrain"/>
[GrainType("stream-recorder"), ImplicitStreamSubscription(EventStreams.Namespace)]
public sealed class StreamRecorderGrain
    : Grain, IStreamRecorderGrain, IStreamSubscriptionObserver, IAsyncObserver<EventBatch>
{
    private readonly List<EventBatch> _items = [];

    /// <inheritdoc/>
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<EventBatch>().ResumeAsync(this);

    /// <inheritdoc/>
    public Task OnNextAsync(EventBatch item, StreamSequenceToken? token = null)
    {
        _items.Add(item);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<ImmutableArray<EventBatch>> Items() => Task.FromResult(_items.ToImmutableArray());
}
