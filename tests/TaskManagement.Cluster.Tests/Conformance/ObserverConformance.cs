using System.Runtime.CompilerServices;
using Orleans.Concurrency;

namespace TaskManagement.Cluster.Tests.Conformance;

[Alias("conformance-listens")]
public interface IListens : IGrainObserver
{
    [OneWay]
    void Hear(string what, List<string> notes);

    Task<int> Answer(int number);

    Task Refuse();

    Task Hold(string gate);
}

[Alias("conformance-speaker")]
public interface ISpeaker : IGrainWithStringKey
{
    Task Subscribe(IListens listener);

    Task<List<string>> Say(string what);

    Task<int> Ask(int number);

    Task<string> AskToRefuse();

    [ResponseTimeout("00:00:20")]
    Task HoldTwice(string gate);

    Task<string> TryToCreateAReference();
}

[Alias("conformance-listening-grain")]
public interface IListeningGrain : IGrainWithStringKey
{
    Task SubscribeTo(ISpeaker speaker);
}

[GrainType("conformance.speaker")]
internal sealed class SpeakerGrain : Grain, ISpeaker
{
    private IListens? _listener;

    public Task Subscribe(IListens listener)
    {
        _listener = listener;
        return Task.CompletedTask;
    }

    public Task<List<string>> Say(string what)
    {
        var notes = new List<string>();
        _listener!.Hear(what, notes);
        return Task.FromResult(notes);
    }

    public Task<int> Ask(int number) => _listener!.Answer(number);

    public async Task<string> AskToRefuse()
    {
        try
        {
            await _listener!.Refuse();
            return "nothing";
        }
        catch (Exception error)
        {
            return error.GetType().Name;
        }
    }

    public Task HoldTwice(string gate) => Task.WhenAll(_listener!.Hold(gate), _listener!.Hold(gate));

    public Task<string> TryToCreateAReference()
    {
        var error = Record.Exception(() => GrainFactory.CreateObjectReference<IListens>(new Listener("nobody")));
        return Task.FromResult($"{error?.GetType().Name}");
    }
}

[GrainType("conformance.listening-grain")]
internal sealed class ListeningGrain : Grain, IListeningGrain, IListens
{
    public Task SubscribeTo(ISpeaker speaker) => speaker.Subscribe(this.AsReference<IListens>());

    public void Hear(string what, List<string> notes) => Board.Write(this.GetPrimaryKeyString(), what);

    public Task<int> Answer(int number) => Task.FromResult(-number);

    public Task Refuse() => throw new UnmarkedException("no");

    public Task Hold(string gate) => Task.CompletedTask;
}

internal sealed class Listener(string key) : IListens
{
    public void Hear(string what, List<string> notes)
    {
        notes.Add("changed by the observer");
        Board.Write(key, what);
    }

    public Task<int> Answer(int number) => Task.FromResult(number + 1);

    public Task Refuse() => throw new UnmarkedException("no");

    public async Task Hold(string gate)
    {
        Board.Write(gate, "begins");
        await Gates.Opened(gate);
        Board.Write(gate, "ends");
    }
}

[Collection(ConformanceCollection.Name)]
public sealed class ObserverConformance(ConformanceCluster cluster)
{
    private readonly string _key = Guid.NewGuid().ToString();

    private ISpeaker Speaker => cluster.Client.GetGrain<ISpeaker>(_key);

    [Fact]
    public async Task Observer_WhenOfAClient_ThenItHearsAndTheCallerIsNotTouched()
    {
        var listener = new Listener(_key);
        await Speaker.Subscribe(cluster.Client.CreateObjectReference<IListens>(listener));

        Assert.Empty(await Speaker.Say("hello"));

        await Eventually.Noted(_key, "hello");
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task Observer_WhenAsked_ThenItAnswersAndItsExceptionsFollowTheRulesOfTheWire()
    {
        var listener = new Listener(_key);
        await Speaker.Subscribe(cluster.Client.CreateObjectReference<IListens>(listener));

        Assert.Equal(5, await Speaker.Ask(4));
        Assert.Equal("CodecNotFoundException", await Speaker.AskToRefuse());
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task Observer_WhenCalledTwice_ThenOneCallAfterTheOther()
    {
        var listener = new Listener(_key);
        await Speaker.Subscribe(cluster.Client.CreateObjectReference<IListens>(listener));

        var both = Speaker.HoldTwice(_key);
        await Eventually.Noted(_key, "begins");
        Gates.Open(_key);
        await both;

        Assert.Equal(["begins", "ends", "begins", "ends"], Board.Read(_key));
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task Observer_WhenItsReferenceIsDeleted_ThenItHearsNoMore()
    {
        var (first, second) = (new Listener(_key), new Listener(_key));
        var deleted = cluster.Client.CreateObjectReference<IListens>(first);
        await Speaker.Subscribe(deleted);
        cluster.Client.DeleteObjectReference<IListens>(deleted);
        await Speaker.Say("lost");
        await Speaker.Subscribe(cluster.Client.CreateObjectReference<IListens>(second));

        await Speaker.Say("heard");

        await Eventually.Noted(_key, "heard");
        GC.KeepAlive((first, second));
    }

    [Fact]
    public async Task Observer_WhenNobodyElseHoldsIt_ThenItIsCollected()
    {
        var held = HeldOnlyByItsReference(out var reference);
        await Speaker.Subscribe(reference);

        await Eventually.Holds(
            () =>
            {
                GC.Collect();
                return held.IsAlive;
            },
            alive => !alive);
    }

    [Fact]
    public async Task Observer_WhenItIsAGrain_ThenItIsCalledAsOne()
    {
        await cluster.Client.GetGrain<IListeningGrain>(_key + "-grain").SubscribeTo(Speaker);

        await Speaker.Say("hello");

        await Eventually.Noted(_key + "-grain", "hello");
        Assert.Equal(-4, await Speaker.Ask(4));
    }

    [Fact]
    public async Task CreateObjectReference_WhenInAGrain_ThenRefused() =>
        Assert.Equal("InvalidOperationException", await Speaker.TryToCreateAReference());

    [Fact]
    public void CreateObjectReference_WhenOfAReference_ThenRefused()
    {
        var reference = cluster.Client.CreateObjectReference<IListens>(new Listener(_key));

        Assert.Throws<ArgumentException>(() => cluster.Client.CreateObjectReference<IListens>(reference));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference HeldOnlyByItsReference(out IListens reference)
    {
        var listener = new Listener(_key);
        reference = cluster.Client.CreateObjectReference<IListens>(listener);
        return new(listener);
    }
}
