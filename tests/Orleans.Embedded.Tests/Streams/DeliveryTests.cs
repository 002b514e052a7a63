using System.Collections.Concurrent;
using Orleans.Embedded.Streams;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Orleans.Embedded.Tests.Streams;

[ImplicitStreamSubscription("delivery")]
[GrainType("delivery-consumer")]
internal sealed class DeliveryConsumer(IGrainContext context)
    : IGrainBase, IGrainWithStringKey, IStreamSubscriptionObserver, IAsyncObserver<int>
{
    public static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Seen = [];

    public IGrainContext GrainContext => context;

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<int>().ResumeAsync(this);

    public Task OnNextAsync(int item, StreamSequenceToken? token)
    {
        Note($"{item}");
        return item < 0 ? throw new InvalidDataException("never takes it") : Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex)
    {
        Note(ex.GetType().Name);
        return Task.CompletedTask;
    }

    private void Note(string note) =>
        Seen.GetOrAdd(context.GrainId.Key.ToString(), _ => new()).Enqueue(note);
}

public sealed class DeliveryTests : IAsyncLifetime
{
    private readonly string _key = Guid.NewGuid().ToString();
    private TestSilo _silo = null!;

    private IAsyncStream<int> Stream =>
        ((IClusterClient)_silo.Grains).GetStreamProvider("events").GetStream<int>("delivery", _key);

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync(builder => builder.AddMemoryStreams(
        "events",
        streams =>
        {
            streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
            streams.ConfigurePullingAgent(ob => ob.Configure(o => o.MaxEventDeliveryTime = TimeSpan.FromSeconds(20)));
            streams.ConfigurePartitioning(2);
        }));

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Events_WhenTheClockStandsStill_ThenTheyWait()
    {
        await Stream.OnNextAsync(1);
        Assert.Empty(Seen);

        _silo.Clock.Advance(TimeSpan.FromMilliseconds(100));

        await Eventually.Holds(() => string.Join(" ", Seen), seen => seen == "1");
    }

    [Fact]
    public async Task Event_WhenNeverTaken_ThenRetriedUntilItsTimeIsOverThenSkippedWithANotice()
    {
        await Stream.OnNextBatchAsync([-1]);
        await Stream.OnNextAsync(2);

        await Eventually.Holds(
            () =>
            {
                _silo.Clock.Advance(TimeSpan.FromMilliseconds(500));
                return string.Join(" ", Seen);
            },
            seen => seen.EndsWith('2'));

        Assert.Equal(nameof(StreamEventDeliveryFailureException), Seen[^2]);
        Assert.InRange(Seen.Count(note => note == "-1"), 3, 20);
    }

    [Fact]
    public async Task Producer_WhenTheQueueIsFull_ThenItFails()
    {
        for (var i = 0; i < 16_384; i++)
        {
            await Stream.OnNextAsync(i);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => Stream.OnNextAsync(0));
    }

    [Fact]
    public async Task Agent_WhenItsConsumerIsTooSlow_ThenTheRestStaysInTheQueue()
    {
        const int More = 10;
        await Stream.OnNextAsync(-1);
        for (var i = 0; i < StreamAgent.WaitingMax + More - 1; i++)
        {
            await Stream.OnNextAsync(i);
        }

        _silo.Clock.Advance(TimeSpan.FromMilliseconds(100));
        await Eventually.Holds(() => Seen.Length > 0);

        var queues = _silo.Silo.Cluster.Streams.Of("events", 2);
        await Eventually.Holds(() => queues.Sum(queue => queue.Count), count => count == More);
    }

    [Fact]
    public async Task Subscribe_WhenNotImplicit_ThenRefused() =>
        await Assert.ThrowsAsync<NotSupportedException>(() => Stream.SubscribeAsync((_, _) => Task.CompletedTask));

    private string[] Seen => DeliveryConsumer.Seen.TryGetValue(_key, out var seen) ? [.. seen] : [];
}
