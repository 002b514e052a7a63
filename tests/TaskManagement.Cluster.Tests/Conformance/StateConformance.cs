namespace TaskManagement.Cluster.Tests.Conformance;

[GenerateSerializer]
public sealed class Counter
{
    [Id(0)]
    public int Value { get; set; }

    [Id(1)]
    public List<string> Notes { get; set; } = ["fresh"];
}

[GenerateSerializer]
public sealed record StateView(int Value, string? Etag, bool Exists, string Notes);

public interface IStateful : IGrainWithStringKey
{
    Task<StateView> View();

    Task Set(int value);

    Task Write();

    Task WriteTwiceAtOnce(int first, int second);

    Task Clear();

    Task Read();

    Task End();

    Task<string> ReadOutside();
}

public interface IHomeless : IGrainWithStringKey
{
    Task Touch();
}

[GrainType("conformance.stateful")]
internal sealed class StatefulGrain : Grain, IStateful
{
    private readonly IPersistentState<Counter> _counter;

    public StatefulGrain([PersistentState("counter", ConformanceCluster.Store)] IPersistentState<Counter> counter)
    {
        _counter = counter;
        try
        {
            _ = counter.RecordExists;
        }
        catch (InvalidOperationException)
        {
            Board.Write(this.GetPrimaryKeyString(), "not read in the constructor");
        }
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Board.Write(this.GetPrimaryKeyString(), $"read before activation: {_counter.RecordExists}");
        return Task.CompletedTask;
    }

    public Task<StateView> View() => Task.FromResult(new StateView(
        _counter.State.Value, _counter.Etag, _counter.RecordExists, string.Join(",", _counter.State.Notes)));

    public Task Set(int value)
    {
        _counter.State.Value = value;
        return Task.CompletedTask;
    }

    public Task Write() => _counter.WriteStateAsync();

    public async Task WriteTwiceAtOnce(int first, int second)
    {
        _counter.State.Value = first;
        var writing = _counter.WriteStateAsync();
        _counter.State.Value = second;
        await Task.WhenAll(writing, _counter.WriteStateAsync());
    }

    public Task Clear() => _counter.ClearStateAsync();

    public Task Read() => _counter.ReadStateAsync();

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<string> ReadOutside()
    {
        await Task.Run(() => { }).ConfigureAwait(false);
        try
        {
            return _counter.State.Notes[0];
        }
        catch (InvalidOperationException error)
        {
            return error.Message;
        }
    }
}

[GrainType("conformance.homeless")]
internal sealed class HomelessGrain(
    [PersistentState("state", "a store that nobody registered")] IPersistentState<Counter> state) : Grain, IHomeless
{
    public Task Touch() => Task.FromResult(state.State);
}

[Collection(ConformanceCollection.Name)]
public sealed class StateConformance(ConformanceCluster cluster)
{
    private readonly string _key = Guid.NewGuid().ToString();

    private IStateful Grain => cluster.Client.GetGrain<IStateful>(_key);

    [Fact]
    public async Task State_WhenThereIsNone_ThenEmptyWithoutEtag()
    {
        Assert.Equal(new(0, null, false, "fresh"), await Grain.View());
        Assert.Equal(["not read in the constructor", "read before activation: False"], Board.Read(_key));
    }

    [Fact]
    public async Task State_WhenSetButNotWritten_ThenGoneWithTheActivation()
    {
        await Grain.Set(3);
        await Grain.End();

        Assert.Equal(0, (await Grain.View()).Value);
    }

    [Fact]
    public async Task State_WhenWritten_ThenTheNextActivationReadsItBeforeItIsActive()
    {
        await Grain.Set(3);
        await Grain.Write();
        var written = await Grain.View();
        await Grain.End();

        // Not its notes: a serializer may fill the list that the constructor made, or replace it.
        Assert.Equal(written with { Notes = "" }, (await Grain.View()) with { Notes = "" });
        Assert.True(written.Exists);
        Assert.NotNull(written.Etag);
        Assert.Equal("read before activation: True", Board.Read(_key)[^1]);
    }

    [Fact]
    public async Task State_WhenReadAgain_ThenWhatIsInMemoryIsLost()
    {
        await Grain.Set(3);
        await Grain.Write();
        await Grain.Set(4);
        await Grain.Read();

        Assert.Equal(3, (await Grain.View()).Value);
    }

    [Fact]
    public async Task State_WhenCleared_ThenItDoesNotExist()
    {
        await Grain.Set(3);
        await Grain.Write();
        await Grain.Clear();
        await Grain.End();

        var view = await Grain.View();
        Assert.Equal((0, false), (view.Value, view.Exists));
    }

    [Fact]
    public async Task State_WhenWrittenTwiceAtOnce_ThenTheLastValueIsStored()
    {
        await Grain.WriteTwiceAtOnce(1, 2);
        await Grain.End();

        Assert.Equal(2, (await Grain.View()).Value);
    }

    [Fact]
    public async Task State_WhenUsedOutsideOfTurns_ThenItRefuses() =>
        Assert.Contains("Activation access violation", await Grain.ReadOutside(), StringComparison.Ordinal);

    [Fact]
    [Trait(Traps.Name, Traps.Providers)]
    public async Task State_WhenItsStoreIsNotRegistered_ThenTheGrainCannotBeMade() =>
        await Assert.ThrowsAnyAsync<Exception>(cluster.Client.GetGrain<IHomeless>(_key).Touch);
}
