using Orleans.Streams;

namespace TaskManagement.Cluster.Tests.Conformance;

[Collection(TwoSilosCollection.Name)]
public sealed class SeveralSilosConformance(TwoSilos silos)
{
    [Fact]
    public async Task Grain_WhenCalledFromEverywhere_ThenItHasOneActivation()
    {
        var key = Guid.NewGuid().ToString();

        var instances = await Task.WhenAll(
            silos.From(0).GetGrain<IPlaced>(key).Instance(),
            silos.From(1).GetGrain<IPlaced>(key).Instance(),
            silos.Client.GetGrain<IPlaced>(key).Instance());

        Assert.Single(instances.Distinct());
    }

    [Fact]
    public async Task Grains_WhenPlacedAtRandom_ThenBothSilosHaveSome()
    {
        var places = await Task.WhenAll(Enumerable.Range(0, 64).Select(
            n => silos.Client.GetGrain<IScattered>($"{n}-{Guid.NewGuid()}").Where()));

        Assert.Equal(
            silos.Cluster.Silos.Select(silo => silo.SiloAddress).ToHashSet(), places.ToHashSet());
    }

    [Fact]
    public async Task Grain_WhenItPrefersToBeLocal_ThenInTheSiloOfItsFirstCallerAndItStaysThere()
    {
        var grain = await silos.PlaceAsync(1);

        var fromTheOther = silos.From(0).GetGrain<IPlaced>(grain.GetPrimaryKeyString());

        Assert.Equal(silos.Cluster.Silos[1].SiloAddress, await fromTheOther.Where());
    }

    [Fact]
    public async Task StatelessWorker_WhenCalledFromASilo_ThenItRunsThere()
    {
        for (var silo = 0; silo < 2; silo++)
        {
            Assert.Equal(
                silos.Cluster.Silos[silo].SiloAddress, await silos.From(silo).GetGrain<ILocalWorker>(0).Where());
        }
    }

    [Fact]
    [Trait(Traps.Name, Traps.Sharing)]
    public async Task Value_WhenImmutable_ThenSharedInOneSilo()
    {
        var (one, other) = (await silos.PlaceAsync(0), await silos.PlaceAsync(0));

        Assert.True(await one.GivesBackTheSame(other));
    }

    [Fact]
    [Trait(Traps.Name, Traps.Codecs)]
    public async Task Value_WhenImmutableAndBetweenSilos_ThenRebuiltAndWithoutWhatIsNoMember()
    {
        var (one, other) = (await silos.PlaceAsync(0), await silos.PlaceAsync(1));

        Assert.False(await one.GivesBackTheSame(other));
    }

    [Theory]
    [InlineData("marked", "MarkedException marked 7")]
    [InlineData("framework", "ArgumentException of nothing")]
    [InlineData("unmarked", "CodecNotFoundException")]
    [InlineData("cause", "CodecNotFoundException")]
    [Trait(Traps.Name, Traps.Exceptions)]
    public async Task Exception_WhenBetweenSilos_ThenOnlyWhatTheWireKnowsArrives(string kind, string expected)
    {
        var (one, other) = (await silos.PlaceAsync(0), await silos.PlaceAsync(1));

        Assert.Equal(expected, await one.CatchFrom(other, kind));
    }

    [Theory]
    [InlineData("framework", "ArgumentException of kind")]
    [InlineData("unmarked", "UnmarkedException")]
    public async Task Exception_WhenInOneSilo_ThenItArrivesWhole(string kind, string expected)
    {
        var (one, other) = (await silos.PlaceAsync(0), await silos.PlaceAsync(0));

        Assert.Equal(expected, await one.CatchFrom(other, kind));
    }

    [Fact]
    public async Task Reference_WhenPassedOnBetweenSilos_ThenItCanBeCalledThere()
    {
        var (one, other) = (await silos.PlaceAsync(0), await silos.PlaceAsync(1));
        var reference = silos.Client.GetGrain<ICalls>(Guid.NewGuid().ToString());

        Assert.Equal("5", await one.CallThrough(other, reference));
    }
}

public sealed class SiloLossConformance : IAsyncLifetime
{
    private TwoSilos _silos = null!;

    public async Task InitializeAsync() => _silos = await TwoSilos.StartAsync();

    public async Task DisposeAsync() => await _silos.DisposeAsync();

    [Fact]
    public async Task Silo_WhenItStops_ThenItsGrainsAreDeactivatedAndLiveOnInTheOther()
    {
        var (first, second) = (_silos.Cluster.Silos[0], _silos.Cluster.Silos[1]);
        var key = (await _silos.PlaceAsync(1)).GetPrimaryKeyString();

        await _silos.Cluster.StopSiloAsync(second);
        await _silos.Cluster.WaitForLivenessToStabilizeAsync();

        Assert.Equal(["ShuttingDown"], Board.Read(key));
        Assert.Equal(first.SiloAddress, await EventuallyAnswers(() => Grain(key).Where()));
        Assert.Equal([first.SiloAddress], _silos.Cluster.Silos.Select(silo => silo.SiloAddress));
    }

    [Fact]
    [Trait(Traps.Name, Traps.Lifetime)]
    public async Task Silo_WhenKilled_ThenCallsInFlightFailAndItsGrainsLiveOnInTheOther()
    {
        var first = _silos.Cluster.Silos[0];
        var key = (await _silos.PlaceAsync(1)).GetPrimaryKeyString();
        var waiting = Grain(key).Wait(key);
        await Eventually.Noted(key, "waiting");

        await _silos.Cluster.KillSiloAsync(_silos.Cluster.Silos[1]);
        await _silos.Cluster.WaitForLivenessToStabilizeAsync(didKill: true);

        var error = await Record.ExceptionAsync(() => waiting);
        Assert.True(error is SiloUnavailableException or TimeoutException, $"{error}");
        Assert.Equal(first.SiloAddress, await EventuallyAnswers(() => Grain(key).Where()));
    }

    [Fact]
    public async Task Silo_WhenAnotherStarts_ThenItTakesGrains()
    {
        var added = await _silos.Cluster.StartAdditionalSiloAsync();
        await _silos.Cluster.WaitForLivenessToStabilizeAsync();
        await _silos.Cluster.WaitForClusterManifestToStabilizeAsync();

        await Eventually.Answers(
            () => _silos.Client.GetGrain<IScattered>(Guid.NewGuid().ToString()).Where(),
            place => place.Equals(added.SiloAddress));
        Assert.Equal(3, _silos.Cluster.Silos.Count);
    }

    [Fact]
    public async Task Silo_WhenRestarted_ThenThereAreTwoAgainAndTheOldOneIsNoMember()
    {
        var old = _silos.Cluster.Silos[1];

        var restarted = await _silos.Cluster.RestartSiloAsync(old);

        Assert.Equal(2, _silos.Cluster.Silos.Count);
        Assert.NotEqual(old.SiloAddress, restarted!.SiloAddress);
        Assert.Null(_silos.Cluster.GetSiloForAddress(old.SiloAddress));
    }

    [Fact]
    public async Task Grain_WhenMigrated_ThenItsNextActivationIsInThatSilo()
    {
        var grain = await _silos.PlaceAsync(0);
        var target = _silos.Cluster.Silos[1].SiloAddress;

        await _silos.Cluster.MigrateAsync(grain, target);

        Assert.Equal(target, await EventuallyAnswers(() => Grain(grain.GetPrimaryKeyString()).Where()));
    }

    [Fact]
    public async Task Events_WhenASiloStops_ThenTheOtherTakesOverItsQueues()
    {
        var keys = Enumerable.Range(0, 16).Select(n => $"{n:D2}{Guid.NewGuid():N}").ToArray();
        await PublishAndAwait(keys, 1);

        await _silos.Cluster.StopSiloAsync(_silos.Cluster.Silos[1]);
        await _silos.Cluster.WaitForLivenessToStabilizeAsync();

        await PublishAndAwait(keys, 2);
    }

    private IPlaced Grain(string key) => _silos.Client.GetGrain<IPlaced>(key);

    /// <summary>Until the loss of a silo is known everywhere, calls may fail.</summary>
    private static Task<T> EventuallyAnswers<T>(Func<Task<T>> call) => Eventually.Answers(call, _ => true);

    /// <summary>Again and again, because what is in memory streams is lost with a silo.</summary>
    private async Task PublishAndAwait(string[] keys, int number)
    {
        var provider = _silos.Client.GetStreamProvider(TwoSilos.Events);
        foreach (var key in keys)
        {
            await Eventually.Answers(
                async () =>
                {
                    await provider.GetStream<Happening>(ListenerGrain.Namespace, key).OnNextAsync(new(number, []));
                    return Board.Read(key);
                },
                notes => notes.Any(note => note.StartsWith($"{number} ", StringComparison.Ordinal)));
        }
    }
}
