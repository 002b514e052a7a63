using Orleans.Streams;
using Orleans.Streams.Core;

namespace TaskManagement.Cluster.Tests.Conformance;

[GenerateSerializer]
public sealed record Happening(int Number, List<string> Notes);

public interface IPublisher : IGrainWithStringKey
{
    Task Publish(string provider, string ns, string key, int from, int count);
}

public interface IListener : IGrainWithStringKey
{
    Task End();
}

public interface INumberedListener : IGrainWithIntegerKey;


[GrainType("conformance.publisher")]
internal sealed class PublisherGrain : Grain, IPublisher
{
    public async Task Publish(string provider, string ns, string key, int from, int count)
    {
        RequestContext.Set("publisher", "known");
        var stream = this.GetStreamProvider(provider).GetStream<Happening>(ns, key);
        for (var number = from; number < from + count; number++)
        {
            await stream.OnNextAsync(new(number, []));
        }
    }
}

[ImplicitStreamSubscription(Namespace)]
[GrainType("conformance.listener")]
internal sealed class ListenerGrain : Grain, IListener, IStreamSubscriptionObserver, IAsyncObserver<Happening>
{
    public const string Namespace = "conformance-heard";

    private string _provider = "";

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory)
    {
        _provider = handleFactory.ProviderName;
        Board.Write(this.GetPrimaryKeyString(), "subscribed");
        await handleFactory.Create<Happening>().ResumeAsync(this);
    }

    public Task OnNextAsync(Happening item, StreamSequenceToken? token)
    {
        var key = this.GetPrimaryKeyString();
        if (item.Number == 13 && !Board.Read(key).Contains("failed 13"))
        {
            Board.Write(key, "failed 13");
            throw new InvalidDataException("unlucky");
        }

        item.Notes.Add("changed by a consumer");
        Board.Write(key, $"{item.Number} of {item.Notes.Count} {RequestContext.Get("publisher") ?? "unknown"}");
        Board.Write(key + _provider, $"{item.Number}");
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex)
    {
        Board.Write(this.GetPrimaryKeyString(), ex.GetType().Name);
        return Task.CompletedTask;
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

/// <summary>
/// Attaches while it is activated, as grains may that do not implement the observer of subscriptions.
/// </summary>
[ImplicitStreamSubscription(ListenerGrain.Namespace + "-numbered")]
[GrainType("conformance.numbered-listener")]
internal sealed class NumberedListenerGrain : Grain, INumberedListener
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyLong();
        var stream = this.GetStreamProvider(ConformanceCluster.Events)
            .GetStream<Happening>(ListenerGrain.Namespace + "-numbered", key);
        await stream.SubscribeAsync((item, _) =>
        {
            Board.Write($"numbered {key}", $"{item.Number}");
            return Task.CompletedTask;
        });
    }
}

[Collection(ConformanceCollection.Name)]
public sealed class StreamConformance(ConformanceCluster cluster)
{
    private readonly string _key = Guid.NewGuid().ToString("N");

    private IPublisher Publisher => cluster.Client.GetGrain<IPublisher>(_key);

    [Fact]
    [Trait(Traps.Name, Traps.Subscriptions)]
    public async Task Events_WhenPublishedByAGrain_ThenDeliveredInOrderAfterTheHandshakeWithTheirContext()
    {
        await Publisher.Publish(ConformanceCluster.Events, ListenerGrain.Namespace, _key, 1, 5);

        await Eventually.Noted(
            _key, "subscribed", "1 of 1 known", "2 of 1 known", "3 of 1 known", "4 of 1 known", "5 of 1 known");
    }

    [Fact]
    public async Task Events_WhenPublishedByTheClient_ThenDelivered()
    {
        var stream = cluster.Client.GetStreamProvider(ConformanceCluster.Events)
            .GetStream<Happening>(ListenerGrain.Namespace, _key);

        await stream.OnNextAsync(new(1, []));

        await Eventually.Noted(_key, "subscribed", "1 of 1 unknown");
    }

    [Fact]
    [Trait(Traps.Name, Traps.Subscriptions)]
    public async Task Events_WhenFromTwoProvidersWithOneNamespace_ThenBothAreDelivered()
    {
        await Publisher.Publish(ConformanceCluster.Events, ListenerGrain.Namespace, _key, 1, 1);
        await Eventually.Noted(_key + ConformanceCluster.Events, "1");
        await Publisher.Publish(ConformanceCluster.OtherEvents, ListenerGrain.Namespace, _key, 2, 1);
        await Eventually.Noted(_key + ConformanceCluster.OtherEvents, "2");
    }

    [Fact]
    [Trait(Traps.Name, Traps.Subscriptions)]
    public async Task Event_WhenItsHandlerFails_ThenDeliveredAgainBeforeTheNext()
    {
        await Publisher.Publish(ConformanceCluster.Events, ListenerGrain.Namespace, _key, 12, 3);

        await Eventually.Noted(
            _key, "subscribed", "12 of 1 known", "failed 13", "13 of 1 known", "14 of 1 known");
    }

    [Fact]
    public async Task Subscription_WhenTheActivationEnds_ThenTheNextOneIsToldAgain()
    {
        await Publisher.Publish(ConformanceCluster.Events, ListenerGrain.Namespace, _key, 1, 1);
        await Eventually.Noted(_key, "subscribed", "1 of 1 known");
        await cluster.Client.GetGrain<IListener>(_key).End();
        await Publisher.Publish(ConformanceCluster.Events, ListenerGrain.Namespace, _key, 2, 1);

        await Eventually.Noted(_key, "subscribed", "1 of 1 known", "subscribed", "2 of 1 known");
    }

    [Fact]
    public async Task Event_WhenTheStreamKeyIsANumber_ThenTheGrainWithThatNumberTakesIt()
    {
        var number = Random.Shared.NextInt64(1L << 40);
        var stream = cluster.Client.GetStreamProvider(ConformanceCluster.Events)
            .GetStream<Happening>(ListenerGrain.Namespace + "-numbered", number);

        await stream.OnNextAsync(new(1, []));

        await Eventually.Noted($"numbered {number}", "1");
    }

    [Fact]
    [Trait(Traps.Name, Traps.Providers)]
    public async Task GetStreamProvider_WhenNotRegistered_ThenKeyNotFound()
    {
        Assert.Throws<KeyNotFoundException>(() => cluster.Client.GetStreamProvider("nobody registered it"));
        await Assert.ThrowsAsync<KeyNotFoundException>(
            () => Publisher.Publish("nobody registered it", ListenerGrain.Namespace, _key, 1, 1));
    }

    [Fact]
    public void GetStream_WhenTheIdHasAnotherItemType_ThenOrleansException()
    {
        var provider = cluster.Client.GetStreamProvider(ConformanceCluster.Events);
        provider.GetStream<Happening>("typed", _key);

        Assert.ThrowsAny<OrleansException>(() => provider.GetStream<string>("typed", _key));
    }
}
