using Orleans.Storage;

namespace TaskManagement.Cluster.Tests.Conformance;

public interface ITimed : IGrainWithStringKey
{
    Task Start(string board, string behaviour);

    Task Stop();

    Task Hold(string gate);

    Task<Guid> Instance();
}

[GrainType("conformance.timed")]
internal sealed class TimedGrain : Grain, ITimed
{
    private readonly Guid _instance = Guid.NewGuid();
    private IGrainTimer? _timer;
    private int _ticks;
    private bool _busy;

    public Task Start(string board, string behaviour)
    {
        RequestContext.Set("from", "the request");
        _timer = this.RegisterGrainTimer(
            token => Tick(board, behaviour, token), TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5));
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    public async Task Hold(string gate)
    {
        Board.Write(this.GetPrimaryKeyString(), "held");
        await Gates.Opened(gate);
        Board.Write(this.GetPrimaryKeyString(), "released");
    }

    public Task<Guid> Instance() => Task.FromResult(_instance);

    private async Task Tick(string board, string behaviour, CancellationToken token)
    {
        Board.Write(board, _busy ? "overlap" : RequestContext.Get("from") as string ?? $"tick {++_ticks}");
        _busy = true;
        await Task.Yield();
        _busy = false;
        switch (behaviour)
        {
            case "fail":
                throw new InvalidDataException("a tick failed");
            case "stale":
                throw new InconsistentStateException("a tick found stale state");
            case "change":
                _timer!.Change(TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                break;
            case "dispose":
                _timer!.Dispose();
                Board.Write(board, token.IsCancellationRequested ? "token cancelled" : "token not cancelled");
                break;
        }
    }
}

[Collection(ConformanceCollection.Name)]
public sealed class TimerConformance(ConformanceCluster cluster)
{
    private readonly string _key = Guid.NewGuid().ToString();

    private ITimed Grain => cluster.Client.GetGrain<ITimed>(_key);

    [Fact]
    public async Task Timer_WhenItTicks_ThenAgainAndAgainWithoutOverlapAndWithAnEmptyContext()
    {
        await Grain.Start(_key, "tick");
        await Eventually.Holds(() => Board.Read(_key), seen => seen.Length >= 4);
        await Grain.Stop();

        Assert.Equal(["tick 1", "tick 2", "tick 3", "tick 4"], Board.Read(_key).Take(4));
        Assert.DoesNotContain("overlap", Board.Read(_key));
    }

    [Fact]
    public async Task Timer_WhenATickFails_ThenItGoesOn()
    {
        await Grain.Start(_key, "fail");
        await Eventually.Holds(() => Board.Read(_key), seen => seen.Length >= 3);
        await Grain.Stop();
    }

    [Fact]
    [Trait(Traps.Name, Traps.Lifetime)]
    public async Task Timer_WhenATickFindsStaleState_ThenTheActivationEnds()
    {
        var first = await Grain.Instance();
        await Grain.Start(_key, "stale");
        await Eventually.Holds(() => Board.Read(_key), seen => seen.Length >= 1);

        Assert.NotEqual(first, await Grain.Instance());
    }

    [Fact]
    public async Task Timer_WhenChangedInATick_ThenTheChangeCountsFromItsEnd()
    {
        await Grain.Start(_key, "change");

        await Eventually.Holds(() => Board.Read(_key), seen => seen.Length >= 3);
        await Grain.Stop();
    }

    [Fact]
    public async Task Timer_WhenDisposedInATick_ThenItsTokenIsCancelledAndNoTickFollows()
    {
        await Grain.Start(_key, "dispose");
        await Eventually.Noted(_key, "tick 1", "token cancelled");

        // Another timer of the same grain that ticked in the meantime shows that time has passed.
        await Grain.Start(_key + "-later", "tick");
        await Eventually.Holds(() => Board.Read(_key + "-later"), seen => seen.Length >= 3);
        await Grain.Stop();
        Assert.Equal(["tick 1", "token cancelled"], Board.Read(_key));
    }

    [Fact]
    public async Task Timer_WhenARequestRuns_ThenTheTickWaits()
    {
        await Grain.Start(_key, "tick");
        var hold = Grain.Hold(_key);
        await Eventually.Holds(() => Board.Read(_key), seen => seen.Contains("held"));
        var other = cluster.Client.GetGrain<ITimed>(_key + "-clock");
        await other.Start(_key + "-clock", "tick");
        await Eventually.Holds(() => Board.Read(_key + "-clock"), seen => seen.Length >= 3);

        Gates.Open(_key);
        await hold;
        await Grain.Stop();
        await other.Stop();

        var notes = Board.Read(_key);
        Assert.Equal("released", notes[Array.IndexOf(notes, "held") + 1]);
    }
}
