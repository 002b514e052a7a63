using System.Collections.Concurrent;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Catalog;
using Orleans.Embedded.Serialization;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded.Streams;

internal sealed class StreamProvider(string name, StreamQueue[] queues, CallPath path) : IStreamProvider
{
    private readonly ConcurrentDictionary<StreamId, IAsyncStream> _streams = [];

    public string Name => name;

    public IAsyncStream<T> GetStream<T>(StreamId streamId)
    {
        var queue = queues[(uint)streamId.GetHashCode() % (uint)queues.Length];
        var stream = _streams.GetOrAdd(
            streamId,
            static (id, made) => new MemoryStream<T>(id, made.Name, made.queue, made.path),
            (Name, queue, path));
        return stream as IAsyncStream<T> ?? throw new OrleansException(
            $"Stream {streamId} of '{Name}' already has items of another type than {TypeNames.Of(typeof(T))}.");
    }
}

/// <summary>A stream whose items wait in a queue until the queue's agent delivers them.</summary>
internal sealed class MemoryStream<T>(StreamId id, string providerName, StreamQueue queue, CallPath path)
    : IAsyncStream<T>
{
    public StreamId StreamId => id;

    public string ProviderName => providerName;

    public Task OnNextAsync(T item, StreamSequenceToken? token) => OnNextBatchAsync([item], token);

    /// <summary>Completes when the queue has the items, long before they are delivered.</summary>
    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token)
    {
        var copying = CopyContext.Rent(path.WireToAnywhere());
        object[] items = [.. batch.Select(item => (object)copying.Copy(item)!)];
        queue.Add(id, items, RequestContext.Current?.CopyWith(copying));
        copying.Return();
        return Task.CompletedTask;
    }

    public Task OnCompletedAsync() => throw EndlessStream();

    public Task OnErrorAsync(Exception ex) => throw EndlessStream();

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) =>
        OwnHandle().ResumeAsync(observer);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData) =>
        OwnHandle().ResumeAsync(observer, token);

    public bool Equals(IAsyncStream<T>? other) =>
        other is not null && other.StreamId == id && other.ProviderName == providerName;

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => id.GetHashCode();

    public int CompareTo(IAsyncStream<T>? other) => other is null ? 1 : id.CompareTo(other.StreamId);

    private static NotSupportedException EndlessStream() =>
        new("A stream that is kept in queues has no end. Publish an item that says so.");

    private StreamSubscriptionHandle<T> OwnHandle() => ImplicitSubscriber() is { } self
        ? new StreamHandle<T>(self, id, providerName, Subscriptions.IdOf(providerName, id, self.Class))
        : throw new NotSupportedException($"Only grains with an implicit subscription to namespace "
            + $"'{id.GetNamespace()}' can take events of stream {id}: the engine keeps no explicit subscriptions.");

    private Activation? ImplicitSubscriber() => RuntimeContext.Current is Activation self
        && Subscriptions.Takes(self.Class, id) && Subscriptions.GrainOf(self.Class, id) == self.GrainId
        ? self
        : null;
}
