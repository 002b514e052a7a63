using Microsoft.Extensions.Logging;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Serialization;
using Orleans.Providers.Streams.Common;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Orleans.Embedded.Streams;

/// <summary>The observers that one activation has attached.</summary>
internal sealed class StreamConsumers(Activation activation)
{
    private readonly Dictionary<GuidId, IStreamHandler> _handlers = [];

    public static StreamConsumers Of(Activation activation)
    {
        var consumers = activation.GetComponent<StreamConsumers>();
        if (consumers is null)
        {
            activation.SetComponent(consumers = new(activation));
        }

        return consumers;
    }

    public void Attach(GuidId subscription, IStreamHandler handler) => _handlers[subscription] = handler;

    /// <summary>The attached observer; a grain that has none yet is told of the subscription first.</summary>
    public async ValueTask<IStreamHandler?> FindAsync(string provider, StreamId stream, GuidId subscription)
    {
        if (_handlers.TryGetValue(subscription, out var handler))
        {
            return handler;
        }

        if (activation.GrainInstance is IStreamSubscriptionObserver observer)
        {
            await observer.OnSubscribed(new HandleFactory(activation, stream, provider, subscription));
        }

        if (!_handlers.TryGetValue(subscription, out handler))
        {
            activation.Silo.Log.LogWarning(
                "Grain {GrainId} attached no observer to stream {Stream}; its events are dropped",
                activation.GrainId,
                stream);
        }

        return handler;
    }

    private sealed class HandleFactory(Activation activation, StreamId stream, string provider, GuidId subscription)
        : IStreamSubscriptionHandleFactory
    {
        public StreamId StreamId => stream;

        public string ProviderName => provider;

        public GuidId SubscriptionId => subscription;

        public StreamSubscriptionHandle<T> Create<T>() =>
            new StreamHandle<T>(activation, stream, provider, subscription);
    }
}

/// <summary>An attached observer.</summary>
internal interface IStreamHandler
{
    Task NextAsync(IReadOnlyList<StreamMessage> messages, CallPath place);

    Task FailAsync(Exception error);
}

/// <summary>Takes items one by one. Items of other types are not for it.</summary>
internal sealed class StreamHandler<T>(IAsyncObserver<T> observer) : IStreamHandler
{
    public async Task NextAsync(IReadOnlyList<StreamMessage> messages, CallPath place)
    {
        foreach (var (item, token) in StreamItems.CopiesOf<T>(messages, place))
        {
            await observer.OnNextAsync(item, token);
        }
    }

    public Task FailAsync(Exception error) => observer.OnErrorAsync(error);
}

internal static class StreamItems
{
    /// <summary>Every consumer, and every repetition, gets copies of its own.</summary>
    public static List<(T Item, StreamSequenceToken Token)> CopiesOf<T>(
        IReadOnlyList<StreamMessage> messages, CallPath place)
    {
        var copies = new List<(T Item, StreamSequenceToken Token)>();
        var context = CopyContext.Rent(place.WireToAnywhere());
        foreach (var message in messages)
        {
            for (var i = 0; i < message.Items.Length; i++)
            {
                if (message.Items[i] is T item)
                {
                    copies.Add((context.Copy(item), new EventSequenceTokenV2(message.Sequence, i)));
                }
            }
        }

        context.Return();
        return copies;
    }
}

/// <summary>A subscription as its grain holds it.</summary>
[GenerateSerializer]
internal sealed class StreamHandle<T>(Activation activation, StreamId stream, string provider, GuidId subscription)
    : StreamSubscriptionHandle<T>
{
    private bool _used;

    public override StreamId StreamId => stream;

    public override string ProviderName => provider;

    public override Guid HandleId => subscription.Guid;

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(
        IAsyncObserver<T> observer, StreamSequenceToken? token)
    {
        if (_used)
        {
            throw new InvalidOperationException(
                $"This handle of stream {stream} was used; use the one that it returned.");
        }

        _used = true;
        StreamConsumers.Of(activation).Attach(subscription, new StreamHandler<T>(observer));
        StreamSubscriptionHandle<T> next = new StreamHandle<T>(activation, stream, provider, subscription);
        return Task.FromResult(next);
    }

    public override bool Equals(StreamSubscriptionHandle<T>? other) => other is not null && other.HandleId == HandleId;
}

/// <summary>The delivery of messages to one grain: an ordinary request, so it waits its turn as calls do.</summary>
internal sealed class DeliveryCall(
    string provider, GuidId subscription, IReadOnlyList<StreamMessage> messages, Exception? failure)
    : TaskCall<Nothing>(Method0, null)
{
    private static readonly GrainMethod<Nothing> Method0 = (GrainMethod<Nothing>)Consumer.Method(0, null);

    public static GrainInterface Consumer => GrainInterface.Of(typeof(IStreamConsumerExtension));

    public override async ValueTask<Nothing> InvokeAsync(Callee callee)
    {
        var activation = (Activation)callee;
        var handler = await StreamConsumers.Of(activation).FindAsync(provider, messages[0].Stream, subscription);
        if (handler is not null)
        {
            await (failure is null ? handler.NextAsync(messages, activation.Path) : handler.FailAsync(failure));
        }

        return default;
    }
}
