using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace TaskManagement.Cluster.Tests.Conformance;

public interface ITurns : IGrainWithStringKey
{
    /// <summary>Notes that it began, waits for the gate, notes that it ended.</summary>
    Task Pass(string name, string gate);

    [ReadOnly]
    Task PassReadOnly(string name, string gate);

    [AlwaysInterleave]
    Task PassAlways(string name, string gate);

    Task PassFree(string name, string gate);

    Task<string> Circumstances();

    Task<string> Leave();

    Task<int> CallBack(ITurns self);

    Task<int> CallBackAllowed(ITurns self);

    Task<int> One();

    [ResponseTimeout("00:00:01")]
    Task<int> OneSoon();

    Task<string> CallBackInVain(ITurns self);

    Task Arrive(int number);
}

public interface IReentrantTurns : ITurns;

public interface IPickyTurns : ITurns;

public interface IWorker : IGrainWithIntegerKey
{
    Task<Guid> Work(string gate, string board);
}

internal abstract class TurnsBase : Grain, ITurns
{
    public async Task Pass(string name, string gate)
    {
        Board.Write(this.GetPrimaryKeyString(), name + " began");
        await Gates.Opened(gate);
        Board.Write(this.GetPrimaryKeyString(), name + " ended");
    }

    public Task PassReadOnly(string name, string gate) => Pass(name, gate);

    public Task PassAlways(string name, string gate) => Pass(name, gate);

    public Task PassFree(string name, string gate) => Pass(name, gate);

    public async Task<string> Circumstances()
    {
        var before = TaskScheduler.Current;
        await Task.Yield();
        var after = TaskScheduler.Current;
        var stayed = ReferenceEquals(before, after) && after != TaskScheduler.Default;
        return $"{SynchronizationContext.Current is null} {stayed}";
    }

    public async Task<string> Leave()
    {
        await Task.Run(() => { }).ConfigureAwait(false);
        try
        {
            GrainFactory.GetGrain<ITurns>("x");
            return "allowed";
        }
        catch (InvalidOperationException error)
        {
            return error.Message;
        }
    }

    public Task<int> CallBack(ITurns self) => self.One();

    public async Task<int> CallBackAllowed(ITurns self)
    {
        using (RequestContext.AllowCallChainReentrancy())
        {
            return await self.One();
        }
    }

    public Task<int> OneSoon() => One();

    public async Task<string> CallBackInVain(ITurns self)
    {
        try
        {
            return $"{await self.OneSoon()}";
        }
        catch (TimeoutException)
        {
            return "in vain";
        }
    }

    public Task Arrive(int number)
    {
        Board.Write(this.GetPrimaryKeyString(), $"{number}");
        return Task.CompletedTask;
    }

    public Task<int> One() => Task.FromResult(1);
}

[GrainType("conformance.turns")]
internal sealed class TurnsGrain : TurnsBase;

[Reentrant]
[GrainType("conformance.reentrant-turns")]
internal sealed class ReentrantTurnsGrain : TurnsBase, IReentrantTurns;

[MayInterleave(nameof(IsFree))]
[GrainType("conformance.picky-turns")]
internal sealed class PickyTurnsGrain : TurnsBase, IPickyTurns
{
    public static bool IsFree(IInvokable request) => request.GetMethodName() == nameof(ITurns.PassFree);
}

[StatelessWorker(4)]
[GrainType("conformance.worker")]
internal sealed class WorkerGrain : Grain, IWorker
{
    private readonly Guid _instance = Guid.NewGuid();

    public async Task<Guid> Work(string gate, string board)
    {
        Board.Write(board, _instance.ToString());
        await Gates.Opened(gate);
        return _instance;
    }
}

[Collection(ConformanceCollection.Name)]
public sealed class SchedulingConformance(ConformanceCluster cluster)
{
    private readonly string _key = Guid.NewGuid().ToString();

    [Fact]
    public async Task Requests_WhenTheGrainIsPlain_ThenOneEndsBeforeTheNextBegins()
    {
        var grain = Plain();
        var first = grain.Pass("first", _key);
        await Eventually.Noted(_key, "first began");
        var second = grain.Pass("second", _key);

        Gates.Open(_key);
        await Task.WhenAll(first, second);

        Assert.Equal(["first began", "first ended", "second began", "second ended"], Board.Read(_key));
    }

    [Fact]
    public async Task Requests_WhenReadOnly_ThenTheyRunSideBySideButNotBesideOthers()
    {
        var grain = Plain();
        var one = grain.PassReadOnly("one", _key);
        await Eventually.Noted(_key, "one began");
        var writing = grain.Pass("writing", _key);
        var two = grain.PassReadOnly("two", _key);
        await Eventually.Noted(_key, "one began", "two began");

        Gates.Open(_key);
        await Task.WhenAll(one, two, writing);

        Assert.Equal("writing began", Board.Read(_key)[^2]);
    }

    [Fact]
    public async Task Request_WhenItAlwaysInterleaves_ThenItRunsBesideAny()
    {
        var grain = Plain();
        var plain = grain.Pass("plain", _key);
        await Eventually.Noted(_key, "plain began");
        var always = grain.PassAlways("always", _key);
        await Eventually.Noted(_key, "plain began", "always began");

        Gates.Open(_key);
        await Task.WhenAll(plain, always);
    }

    [Fact]
    public async Task Request_WhenOnlyAnInterleavingOneRuns_ThenItNeedNotWait()
    {
        var grain = Plain();
        var always = grain.PassAlways("always", _key);
        await Eventually.Noted(_key, "always began");
        var plain = grain.Pass("plain", _key);
        await Eventually.Noted(_key, "always began", "plain began");

        Gates.Open(_key);
        await Task.WhenAll(plain, always);
    }

    [Fact]
    public async Task Requests_WhenTheClassIsReentrant_ThenTheyRunSideBySide()
    {
        var grain = cluster.Client.GetGrain<IReentrantTurns>(_key);
        var first = grain.Pass("first", _key);
        await Eventually.Noted(_key, "first began");
        var second = grain.Pass("second", _key);
        await Eventually.Noted(_key, "first began", "second began");

        Gates.Open(_key);
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task Requests_WhenAPredicateAllowsOne_ThenItOvertakesThoseThatWait()
    {
        var grain = cluster.Client.GetGrain<IPickyTurns>(_key);
        var first = grain.Pass("first", _key);
        await Eventually.Noted(_key, "first began");
        var second = grain.Pass("second", _key);
        var free = grain.PassFree("free", _key);
        await Eventually.Noted(_key, "first began", "free began");

        Gates.Open(_key);
        await Task.WhenAll(first, second, free);
    }

    [Fact]
    public async Task StatelessWorkers_WhenCalledAtOnce_ThenAsManyAsAllowedWorkSideBySide()
    {
        var grain = cluster.Client.GetGrain<IWorker>(Random.Shared.NextInt64());
        var calls = Enumerable.Range(0, 8).Select(_ => grain.Work(_key, _key)).ToArray();
        await Eventually.Holds(() => Board.Read(_key), seen => seen.Length == 4);

        Gates.Open(_key);
        var instances = await Task.WhenAll(calls);

        Assert.Equal(4, instances.Distinct().Count());
    }

    [Fact]
    public async Task Turn_WhenItAwaits_ThenItStaysOnItsSchedulerWithoutSynchronizationContext() =>
        Assert.Equal("True True", await Plain().Circumstances());

    [Fact]
    [Trait(Traps.Name, Traps.Turns)]
    public async Task Grain_WhenItLeavesItsScheduler_ThenItsServicesRefuse() =>
        Assert.Contains("Activation access violation", await Plain().Leave(), StringComparison.Ordinal);

    [Fact]
    public async Task CallBack_WhenTheChainMayReenter_ThenItRuns()
    {
        var grain = Plain();

        Assert.Equal(1, await grain.CallBackAllowed(grain));
    }

    [Fact]
    public async Task CallBack_WhenTheClassIsReentrant_ThenItRuns()
    {
        var grain = cluster.Client.GetGrain<IReentrantTurns>(_key);

        Assert.Equal(1, await grain.CallBack(grain));
    }

    private ITurns Plain() =>
        cluster.Client.GetGrain<ITurns>(_key, "TaskManagement.Cluster.Tests.Conformance.TurnsGrain");

    [Fact]
    [Trait(Traps.Name, Traps.Turns)]
    public async Task CallBack_WhenNothingAllowsIt_ThenItsTimeRunsOut()
    {
        var grain = Plain();

        Assert.Equal("in vain", await grain.CallBackInVain(grain));
    }

    /// <summary>Nothing is said of their order: only a call that was awaited is before the next.</summary>
    [Fact]
    [Trait(Traps.Name, Traps.Order)]
    public async Task Calls_WhenNotAwaited_ThenAllArriveOnceInWhateverOrder()
    {
        var grain = Plain();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(grain.Arrive));

        Assert.Equal(
            Enumerable.Range(0, 100), Board.Read(_key).Select(number => int.Parse(number, null)).Order());
    }
}
