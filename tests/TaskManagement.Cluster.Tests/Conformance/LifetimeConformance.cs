using Orleans.Storage;

namespace TaskManagement.Cluster.Tests.Conformance;

public interface ILifetime : IGrainWithStringKey
{
    Task<Guid> Instance();

    Task End();

    Task EndAfter(string gate);

    Task ThrowStale(bool caught);

    Task<string> PassOnStaleOf(ILifetime other);
}

public interface IFragile : IGrainWithStringKey
{
    Task Touch();
}

public interface IUnmakeable : IGrainWithStringKey
{
    Task Touch();
}

public interface IPlain : IGrainWithStringKey
{
    Task<string> Key();
}

[GrainType("conformance.lifetime")]
internal sealed class LifetimeGrain : Grain, ILifetime
{
    private readonly Guid _instance = Guid.NewGuid();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Board.Write(this.GetPrimaryKeyString(), "activated");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Board.Write(this.GetPrimaryKeyString(), reason.ReasonCode.ToString());
        return Task.CompletedTask;
    }

    public Task<Guid> Instance() => Task.FromResult(_instance);

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task EndAfter(string gate)
    {
        DeactivateOnIdle();
        Board.Write(this.GetPrimaryKeyString(), "ending");
        await Gates.Opened(gate);
        Board.Write(this.GetPrimaryKeyString(), "done");
    }

    public async Task ThrowStale(bool caught)
    {
        try
        {
            await Task.Yield();
            throw new InconsistentStateException("stale");
        }
        catch (InconsistentStateException) when (caught)
        {
            Board.Write(this.GetPrimaryKeyString(), "caught");
        }
    }

    public async Task<string> PassOnStaleOf(ILifetime other)
    {
        await other.ThrowStale(caught: false);
        return "not reached";
    }
}

[GrainType("conformance.fragile")]
internal sealed class FragileGrain : Grain, IFragile
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Board.Write(this.GetPrimaryKeyString(), "tried");
        await Gates.Opened(this.GetPrimaryKeyString());
        if (Board.Read(this.GetPrimaryKeyString()).Length == 1)
        {
            throw new InvalidDataException("not today");
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Board.Write(this.GetPrimaryKeyString(), "deactivated");
        return Task.CompletedTask;
    }

    public Task Touch() => Task.CompletedTask;
}

[GrainType("conformance.unmakeable")]
internal sealed class UnmakeableGrain : Grain, IUnmakeable
{
    public UnmakeableGrain() => throw new InvalidDataException("no object");

    public Task Touch() => Task.CompletedTask;
}

/// <summary>A grain class need not derive from Grain.</summary>
[GrainType("conformance.plain")]
internal sealed class PlainObject(IGrainContext context) : IGrainBase, IPlain
{
    public IGrainContext GrainContext => context;

    public Task<string> Key() => Task.FromResult(context.GrainId.Key.ToString());
}

[Collection(ConformanceCollection.Name)]
public sealed class LifetimeConformance(ConformanceCluster cluster)
{
    private readonly string _key = Guid.NewGuid().ToString();

    private ILifetime Grain => cluster.Client.GetGrain<ILifetime>(_key);

    [Fact]
    public async Task Grain_WhenCalledTwice_ThenTheSameActivation()
    {
        Assert.Equal(await Grain.Instance(), await Grain.Instance());
        Assert.Equal(["activated"], Board.Read(_key));
    }

    [Fact]
    public async Task Grain_WhenItDeactivates_ThenTheNextCallGetsANewActivation()
    {
        var first = await Grain.Instance();
        await Grain.End();

        Assert.NotEqual(first, await Grain.Instance());
        Assert.Equal(["activated", "ApplicationRequested", "activated"], Board.Read(_key));
    }

    [Fact]
    public async Task Grain_WhenItDeactivatesWhileARequestRuns_ThenThatEndsFirstAndWaitingOnesGoToTheNext()
    {
        var first = await Grain.Instance();
        var ending = Grain.EndAfter(_key);
        await Eventually.Noted(_key, "activated", "ending");
        var waiting = Grain.Instance();

        Gates.Open(_key);
        await ending;

        Assert.NotEqual(first, await waiting);
        Assert.Equal(["activated", "ending", "done", "ApplicationRequested", "activated"], Board.Read(_key));
    }

    [Fact]
    public async Task Activation_WhenItFails_ThenAllWaitingCallersGetTheOriginalExceptionAndTheNextCallTriesAgain()
    {
        // Nothing tells when a call has arrived: on a busy machine it may come after the failure, to the activation
        // that follows. So it is tried until some were there in time.
        var waited = 0;
        for (var attempt = 0; waited == 0 && attempt < 50; attempt++)
        {
            waited = await WaitForAFailingActivation($"{_key}/{attempt}");
        }

        Assert.NotEqual(0, waited);
    }

    [Fact]
    public async Task Constructor_WhenItFails_ThenInvalidOperationWithTheCause()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            cluster.Client.GetGrain<IUnmakeable>(_key).Touch);

        Assert.Equal("no object", Assert.IsType<InvalidDataException>(error.InnerException).Message);
    }

    [Fact]
    [Trait(Traps.Name, Traps.Lifetime)]
    public async Task InconsistentState_WhenItEscapes_ThenTheActivationEnds()
    {
        var first = await Grain.Instance();

        await Assert.ThrowsAsync<InconsistentStateException>(() => Grain.ThrowStale(caught: false));

        Assert.NotEqual(first, await Grain.Instance());
        Assert.Equal(["activated", "ApplicationError", "activated"], Board.Read(_key));
    }

    [Fact]
    public async Task InconsistentState_WhenCaughtInside_ThenNothingHappens()
    {
        var first = await Grain.Instance();

        await Grain.ThrowStale(caught: true);

        Assert.Equal(first, await Grain.Instance());
    }

    [Fact]
    public async Task InconsistentState_WhenItPassesThroughACaller_ThenOnlyTheThrowerEnds()
    {
        var first = await Grain.Instance();
        var other = cluster.Client.GetGrain<ILifetime>(_key + "-other");
        var thrower = await other.Instance();

        await Assert.ThrowsAsync<InconsistentStateException>(() => Grain.PassOnStaleOf(other));

        Assert.Equal(first, await Grain.Instance());
        Assert.NotEqual(thrower, await other.Instance());
    }

    [Fact]
    public async Task GrainClass_WhenItIsAPlainObject_ThenItIsServed() =>
        Assert.Equal(_key, await cluster.Client.GetGrain<IPlain>(_key).Key());

    /// <summary>How many of the callers that came after the first waited for the activation with it.</summary>
    private async Task<int> WaitForAFailingActivation(string key)
    {
        var grain = cluster.Client.GetGrain<IFragile>(key);
        var first = grain.Touch();
        await Eventually.Noted(key, "tried");
        var others = Enumerable.Range(0, 20).Select(_ => grain.Touch()).ToArray();
        Gates.Open(key);

        Assert.Equal("not today", (await Assert.ThrowsAsync<InvalidDataException>(() => first)).Message);
        var answers = await Task.WhenAll(others.Select(other => Record.ExceptionAsync(() => other)));
        var errors = answers.OfType<Exception>().ToArray();
        Assert.All(errors, error => Assert.Equal("not today", Assert.IsType<InvalidDataException>(error).Message));
        await grain.Touch();
        Assert.Equal(["tried", "tried"], Board.Read(key));
        return errors.Length;
    }
}
