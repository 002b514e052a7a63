using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Takes the items of a stream.</summary>
public interface IAsyncObserver<in T>
{
    /// <summary>Takes one item; an exception has it delivered again.</summary>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    /// <summary>The producer is done.</summary>
    Task OnCompletedAsync() => Task.CompletedTask;

    /// <summary>An item could not be delivered, and the stream goes on behind it.</summary>
    Task OnErrorAsync(Exception ex);
}

/// <summary>Puts items into a stream, singly or several at once.</summary>
public interface IAsyncBatchProducer<T> : IAsyncObserver<T>
{
    /// <summary>Puts the items into the stream, in order, next to each other.</summary>
    Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null);
}

/// <summary>Can be subscribed to.</summary>
public interface IAsyncObservable<T>
{
    /// <summary>Attaches the observer.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);

    /// <summary>Attaches the observer from a place in the stream.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null);
}

/// <summary>A stream without its item type.</summary>
public interface IAsyncStream
{
    /// <summary>The provider's name.</summary>
    string ProviderName { get; }

    /// <summary>Namespace and key.</summary>
    StreamId StreamId { get; }
}

/// <summary>A stream of items.</summary>
public interface IAsyncStream<T> : IAsyncStream, IEquatable<IAsyncStream<T>>, IComparable<IAsyncStream<T>>,
    IAsyncObservable<T>, IAsyncBatchProducer<T>;

/// <summary>Makes streams.</summary>
public interface IStreamProvider
{
    /// <summary>The name under which it is registered.</summary>
    string Name { get; }

    /// <summary>The stream of that id; one id has one item type.</summary>
    IAsyncStream<T> GetStream<T>(StreamId streamId);
}

/// <summary>A subscription of a grain; valid for one resume.</summary>
[GenerateSerializer]
public abstract class StreamSubscriptionHandle<T> : IEquatable<StreamSubscriptionHandle<T>?>
{
    /// <summary>The stream.</summary>
    public abstract StreamId StreamId { get; }

    /// <summary>The provider's name.</summary>
    public abstract string ProviderName { get; }

    /// <summary>The identity of the subscription.</summary>
    public abstract Guid HandleId { get; }

    /// <summary>Attaches the observer of this activation.</summary>
    public abstract Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token = null);

    /// <inheritdoc/>
    public abstract bool Equals(StreamSubscriptionHandle<T>? other);
}

/// <summary>Who may subscribe to the streams of a provider.</summary>
public enum StreamPubSubType
{
    /// <summary>Anybody; needs a store named "PubSubStore".</summary>
    ExplicitGrainBasedAndImplicit,

    /// <summary>Only who calls SubscribeAsync; needs a store named "PubSubStore".</summary>
    ExplicitGrainBasedOnly,

    /// <summary>Only grain classes marked with an implicit subscription.</summary>
    ImplicitOnly,
}

/// <summary>An event was given up after the time for its delivery had passed.</summary>
[GenerateSerializer]
public sealed class StreamEventDeliveryFailureException : OrleansException
{
    /// <summary>Without a message.</summary>
    public StreamEventDeliveryFailureException()
    {
    }

    /// <summary>With a message.</summary>
    public StreamEventDeliveryFailureException(string message) : base(message)
    {
    }

    /// <summary>With a message and the cause.</summary>
    public StreamEventDeliveryFailureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
