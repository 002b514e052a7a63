using System.Collections.Concurrent;
using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Activations;

public interface IBeginner : IGrainWithStringKey
{
    Task<int> Beginnings();
}

[GrainType("beginner")]
internal sealed class BeginnerGrain : Grain, IBeginner
{
    /// <summary>What ends the first activation of each key, well or not.</summary>
    public static readonly ConcurrentDictionary<string, TaskCompletionSource> Gates = [];

    public static readonly ConcurrentDictionary<string, int> Counts = [];

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        Counts.AddOrUpdate(Key, 1, (_, count) => count + 1) == 1 && Gates.TryGetValue(Key, out var gate)
            ? gate.Task
            : Task.CompletedTask;

    public Task<int> Beginnings() => Task.FromResult(Counts[Key]);
}

/// <summary>Activations that are told to end before they have begun.</summary>
public sealed class BeginningTests
{
    private readonly string _key = Guid.NewGuid().ToString();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Activation_WhenToldToEndWhileItBegins_ThenOnlyAfterThatAndItsCallersGetTheNext()
    {
        await using var silo = await TestSilo.StartAsync();
        var (activation, calls) = await EndInTheMiddleAsync(silo);

        Assert.False(activation.Deactivated.IsCompleted);
        Assert.Equal(1, BeginnerGrain.Counts[_key]);
        _gate.SetResult();

        Assert.All(await Task.WhenAll(calls), beginnings => Assert.Equal(2, beginnings));
        Assert.NotSame(activation, Assert.Single(silo.Silo.Activations));
    }

    [Fact]
    public async Task Activation_WhenToldToEndAndItsBeginningFails_ThenCallersHearOfItAndNoOtherActivationIsLost()
    {
        await using var silo = await TestSilo.StartAsync();
        var (activation, calls) = await EndInTheMiddleAsync(silo);
        await silo.Grains.GetGrain<IAwake>(_key).Calls();

        _gate.SetException(new InvalidDataException("no beginning"));

        foreach (var call in calls)
        {
            Assert.Equal("no beginning", (await Assert.ThrowsAsync<InvalidDataException>(() => call)).Message);
        }

        await activation.Deactivated;
        Assert.Equal("awake", Assert.Single(silo.Silo.Activations).GrainId.Type.ToString());
        Assert.Equal(2, await silo.Grains.GetGrain<IBeginner>(_key).Beginnings());
    }

    [Fact]
    public async Task Activation_WhenToldToEndAtTheVeryMomentItBegins_ThenItEnds()
    {
        const int Rounds = 500;
        await using var silo = await TestSilo.StartAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var grain = silo.Grains.GetGrain<IBeginner>($"{_key}/{round}");
            var call = grain.Beginnings();
            var activation = silo.Silo.Activations.Single(one => one.GrainId == grain.GetGrainId());
            activation.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "test"));

            await activation.Deactivated.WaitAsync(TimeSpan.FromSeconds(30));
            await call;
            silo.Silo.CollectIdle(TimeSpan.Zero);
        }
    }

    /// <summary>One call waits for the first activation, and one comes after that was told to end.</summary>
    private async Task<(Activation Activation, Task<int>[] Calls)> EndInTheMiddleAsync(TestSilo silo)
    {
        BeginnerGrain.Gates[_key] = _gate;
        var grain = silo.Grains.GetGrain<IBeginner>(_key);
        var first = grain.Beginnings();
        await Eventually.Holds(() => BeginnerGrain.Counts.ContainsKey(_key));
        var activation = Assert.Single(silo.Silo.Activations);
        activation.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "test"));
        var second = grain.Beginnings();

        // Its turns run in their order: after this one, the call has been seen.
        var seen = new TaskCompletionSource();
        activation.QueueAction(seen.SetResult);
        await seen.Task;
        return (activation, [first, second]);
    }
}
