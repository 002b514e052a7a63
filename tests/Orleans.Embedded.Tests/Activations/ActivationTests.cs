using System.Collections.Concurrent;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Activations;

public interface ISleeper : IGrainWithStringKey
{
    Task<int> Calls();

    Task Stay(TimeSpan time);

    Task Hold(string gate);
}

public interface IAwake : ISleeper;

[GenerateSerializer]
public sealed record Ended(string Key, DeactivationReasonCode Code);

internal abstract class SleeperBase : Grain, ISleeper
{
    public static readonly ConcurrentQueue<Ended> Ended = [];
    public static readonly ConcurrentDictionary<string, TaskCompletionSource> Gates = [];
    private int _calls;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Ended.Enqueue(new(this.GetPrimaryKeyString(), reason.ReasonCode));
        return Task.CompletedTask;
    }

    public Task<int> Calls() => Task.FromResult(++_calls);

    public Task Stay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task Hold(string gate) => Gates.GetOrAdd(gate, _ => new()).Task;
}

[GrainType("sleeper")]
[CollectionAgeLimit(Minutes = 10)]
internal sealed class SleeperGrain : SleeperBase;

[GrainType("awake")]
[KeepAlive]
internal sealed class AwakeGrain : SleeperBase, IAwake;

public sealed class ActivationTests
{
    private readonly string _key = Guid.NewGuid().ToString();

    [Fact]
    public async Task Activation_WhenIdleForItsAge_ThenCollected()
    {
        await using var silo = await TestSilo.StartAsync();
        await Call(silo);

        await silo.AdvanceAsync(TimeSpan.FromMinutes(9));
        Assert.DoesNotContain(SleeperBase.Ended, ended => ended.Key == _key);
        await silo.AdvanceAsync(TimeSpan.FromMinutes(2));

        await Eventually.Holds(() => SleeperBase.Ended.Contains(new(_key, DeactivationReasonCode.ActivationIdle)));
        Assert.Equal(1, await Call(silo));
    }

    [Fact]
    public async Task Activation_WhenCalledInTheMeantime_ThenItStays()
    {
        await using var silo = await TestSilo.StartAsync();
        await Call(silo);
        for (var minute = 0; minute < 30; minute += 5)
        {
            await silo.AdvanceAsync(TimeSpan.FromMinutes(5));
            await Call(silo);
        }

        Assert.Equal(8, await Call(silo));
    }

    [Fact]
    public async Task Activation_WhenItAskedForDelay_ThenItStaysForThatTimeOnly()
    {
        await using var silo = await TestSilo.StartAsync();
        await silo.Grains.GetGrain<ISleeper>(_key, ClassName).Stay(TimeSpan.FromHours(1));

        await silo.AdvanceAsync(TimeSpan.FromMinutes(59));
        Assert.DoesNotContain(SleeperBase.Ended, ended => ended.Key == _key);
        await silo.AdvanceAsync(TimeSpan.FromMinutes(2));

        await Eventually.Holds(() => SleeperBase.Ended.Contains(new(_key, DeactivationReasonCode.ActivationIdle)));
    }

    [Fact]
    public async Task Activation_WhenItsClassIsKeptAlive_ThenNeverCollected()
    {
        await using var silo = await TestSilo.StartAsync();
        await silo.Grains.GetGrain<IAwake>(_key).Calls();
        await silo.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal(2, await silo.Grains.GetGrain<IAwake>(_key).Calls());
    }

    [Fact]
    public async Task Queue_WhenItsLimitIsReached_ThenLimitExceeded()
    {
        await using var silo = await TestSilo.StartAsync(
            builder => builder.Configure<SiloMessagingOptions>(o => o.MaxEnqueuedRequestsHardLimit = 2));
        var grain = silo.Grains.GetGrain<ISleeper>(_key, ClassName);
        await grain.Calls();
        var held = grain.Hold(_key);
        await Eventually.Holds(() => SleeperBase.Gates.ContainsKey(_key));
        var waiting = new[] { grain.Calls(), grain.Calls() };

        await Assert.ThrowsAsync<LimitExceededException>(grain.Calls);

        SleeperBase.Gates[_key].SetResult();
        await held;
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task Call_WhenItsTimeIsOver_ThenTimeoutByTheSilosClock()
    {
        await using var silo = await TestSilo.StartAsync(
            builder => builder.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(5)));
        var held = silo.Grains.GetGrain<ISleeper>(_key, ClassName).Hold(_key);
        await Eventually.Holds(() => SleeperBase.Gates.ContainsKey(_key));
        silo.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(held.IsCompleted);

        silo.Clock.Advance(TimeSpan.FromSeconds(3));

        await Assert.ThrowsAsync<TimeoutException>(() => held);
        SleeperBase.Gates[_key].SetResult();
    }

    [Fact]
    public async Task Idle_WhenManyActivations_ThenEachIsSmall()
    {
        const int Count = 20_000;
        const int BytesMax = 5_000;
        await using var silo = await TestSilo.StartAsync();
        await silo.Grains.GetGrain<IAwake>("first").Calls();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Count; i++)
        {
            await silo.Grains.GetGrain<IAwake>($"{i}").Calls();
        }

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Count;

        Assert.InRange(each, 1, BytesMax);
    }

    private static string ClassName => typeof(SleeperGrain).FullName!;

    private Task<int> Call(TestSilo silo) => silo.Grains.GetGrain<ISleeper>(_key, ClassName).Calls();
}
