using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Timers;

public interface IMetronome : IGrainWithStringKey
{
    Task Start(int dueSeconds, int periodSeconds, bool interleave = false);

    Task Change(int dueSeconds, int periodSeconds);

    Task ChangeInTick(int dueSeconds, int periodSeconds);

    Task BlockNextTick();

    Task Hold();

    Task<bool> StartOutside();

    Task StartWrong(long milliseconds);
}

[GrainType("metronome")]
internal sealed class MetronomeGrain(TimeProvider clock) : Grain, IMetronome
{
    public static readonly ConcurrentDictionary<string, ConcurrentQueue<long>> Ticks = [];
    public static readonly ConcurrentDictionary<string, TaskCompletionSource> Holds = [];
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Blocks = [];
    private IGrainTimer? _timer;
    private (int Due, int Period)? _change;

    public Task Start(int dueSeconds, int periodSeconds, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            Tick,
            new() { DueTime = Seconds(dueSeconds), Period = Seconds(periodSeconds), Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task Change(int dueSeconds, int periodSeconds)
    {
        _timer!.Change(Seconds(dueSeconds), Seconds(periodSeconds));
        return Task.CompletedTask;
    }

    public Task ChangeInTick(int dueSeconds, int periodSeconds)
    {
        _change = (dueSeconds, periodSeconds);
        return Task.CompletedTask;
    }

    public Task BlockNextTick()
    {
        Blocks[this.GetPrimaryKeyString()] = new();
        return Task.CompletedTask;
    }

    public Task Hold() => Holds.GetOrAdd(this.GetPrimaryKeyString(), _ => new()).Task;

    public async Task<bool> StartOutside()
    {
        await Task.Run(() => { }).ConfigureAwait(false);
        try
        {
            await Start(1, 1, false);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public Task StartWrong(long milliseconds)
    {
        this.RegisterGrainTimer(Tick, TimeSpan.FromMilliseconds(milliseconds), TimeSpan.Zero);
        return Task.CompletedTask;
    }

    public static void ReleaseTick(string key) => Blocks[key].SetResult();

    private static TimeSpan Seconds(int seconds) =>
        seconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds);

    private async Task Tick()
    {
        var key = this.GetPrimaryKeyString();
        Ticks.GetOrAdd(key, _ => new()).Enqueue((long)new TimeSpan(clock.GetTimestamp()).TotalSeconds);
        if (_change is { } change)
        {
            _change = null;
            _timer!.Change(Seconds(change.Due), Seconds(change.Period));
        }

        if (Blocks.GetValueOrDefault(key) is { } block)
        {
            await block.Task;
        }
    }
}

public sealed class GrainTimerTests : IAsyncLifetime
{
    private readonly string _key = Guid.NewGuid().ToString();
    private TestSilo _silo = null!;

    private IMetronome Grain => _silo.Grains.GetGrain<IMetronome>(_key);

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Timer_WhenPeriodic_ThenTicksByTheSilosClock()
    {
        await Grain.Start(2, 3);

        await Pass(10);

        Assert.Equal([2, 5, 8], Ticks);
    }

    [Fact]
    public async Task Timer_WhenATickTakesLong_ThenThePeriodCountsFromItsEnd()
    {
        await Grain.BlockNextTick();
        await Grain.Start(1, 5);
        await Pass(20);
        Assert.Equal([1], Ticks);

        MetronomeGrain.ReleaseTick(_key);
        await Settle();
        await Pass(5);

        Assert.Equal([1, 25], Ticks);
    }

    [Fact]
    public async Task Timer_WhenOnce_ThenOneTick()
    {
        await Grain.Start(1, -1);
        await Pass(30);

        Assert.Equal([1], Ticks);
    }

    [Fact]
    public async Task Change_WhenBetweenTicks_ThenItCountsAtOnce()
    {
        await Grain.Start(100, 100);
        await Pass(10);
        await Grain.Change(2, 4);
        await Pass(8);

        Assert.Equal([12, 16], Ticks);
    }

    [Fact]
    public async Task Change_WhenInsideOfATick_ThenItCountsFromTheEndOfTheTick()
    {
        await Grain.ChangeInTick(7, 1);
        await Grain.Start(1, 2);
        await Pass(9);

        Assert.Equal([1, 8, 9], Ticks);
    }

    [Fact]
    public async Task Tick_WhenTheClockFiresTwiceWhileARequestRuns_ThenItComesOnceAndNothingIsCutOff()
    {
        await Grain.Start(1, -1);
        var held = Grain.Hold();
        await Eventually.Holds(() => MetronomeGrain.Holds.ContainsKey(_key));
        _silo.Clock.Advance(TimeSpan.FromSeconds(1));
        var behind = Grain.Change(-1, -1);
        await Eventually.Holds(() => _silo.Silo.Activations.Any(activation => activation.WaitingCount == 2));
        _silo.Clock.FireAgain();
        MetronomeGrain.Holds[_key].SetResult();

        await Task.WhenAll(held, behind).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal([1], Ticks);
    }

    [Fact]
    public async Task Tick_WhenItInterleaves_ThenItRunsBesideARequest()
    {
        await Grain.Start(1, 1, interleave: true);
        var held = Grain.Hold();
        await Eventually.Holds(() => MetronomeGrain.Holds.ContainsKey(_key));
        await Pass(2);

        Assert.Equal([1, 2], Ticks);
        MetronomeGrain.Holds[_key].SetResult();
        await held;
    }

    [Fact]
    public async Task Register_WhenOutsideOfATurn_ThenRefused() => Assert.False(await Grain.StartOutside());

    [Theory]
    [InlineData(-2)]
    [InlineData(0xffffffffL)]
    public async Task Register_WhenTheTimeIsOutOfRange_ThenRefused(long milliseconds) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Grain.StartWrong(milliseconds));

    private long[] Ticks => MetronomeGrain.Ticks.TryGetValue(_key, out var ticks) ? [.. ticks] : [];

    /// <summary>A second at a time, and after each all that became due has run.</summary>
    private async Task Pass(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _silo.Clock.Advance(TimeSpan.FromSeconds(1));
            await Settle();
        }
    }

    /// <summary>Waits until all ready turns have run; a blocked tick or held request may still be running.</summary>
    private async Task Settle()
    {
        var activation = _silo.Silo.Activations.Single(a => a.GrainId.Key.ToString() == _key);
        for (var i = 0; i < 3; i++)
        {
            var turn = new TaskCompletionSource();
            ((IGrainContext)activation).Scheduler.QueueAction(turn.SetResult);
            await turn.Task;
        }
    }
}
