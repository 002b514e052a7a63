using Orleans.Streams;
using Orleans.TestingHost;

namespace TaskManagement.Cluster.Tests.Conformance;

[Alias("conformance-filtered")]
public interface IFiltered : IGrainWithStringKey
{
    Task<int> Twice(int number);

    Task<string> Fail();

    Task Skip();

    Task StartTimer();
}

[GrainType("conformance.filtered")]
internal sealed class FilteredGrain : Grain, IFiltered, IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        Board.Write(this.GetPrimaryKeyString(), $"grain {context.MethodName}");
        return context.Invoke();
    }

    public Task<int> Twice(int number) => Task.FromResult(number * 2);

    public Task<string> Fail() => throw new InvalidOperationException("caught by a filter");

    public Task Skip() => Task.CompletedTask;

    public Task StartTimer()
    {
        this.RegisterGrainTimer(() => Task.CompletedTask, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }
}

/// <summary>One silo with call filters.</summary>
public sealed class FilterConformance : IAsyncLifetime
{
    private readonly string _key = Guid.NewGuid().ToString("N");
    private readonly InProcessTestCluster _cluster;

    public FilterConformance()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddIncomingGrainCallFilter(NoteAsync);
            silo.AddIncomingGrainCallFilter(ChangeAsync);
            silo.AddMemoryStreams(ConformanceCluster.Events, streams =>
                streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
        });
        builder.ConfigureClient(client => client.AddMemoryStreams(ConformanceCluster.Events));
        _cluster = builder.Build();
    }

    private IFiltered Grain => _cluster.Client.GetGrain<IFiltered>(_key);

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Filters_WhenACallArrives_ThenInTheirOrderAndTheGrainLast()
    {
        Assert.Equal(8, await Grain.Twice(3));

        Assert.Equal([$"{nameof(IFiltered)}.Twice", "changing Twice", "grain Twice"], Board.Read(_key));
    }

    [Fact]
    public async Task Filter_WhenItCatchesAnException_ThenItsResultIsTheAnswer() =>
        Assert.Equal("caught by a filter", await Grain.Fail());

    [Fact]
    public async Task Filter_WhenItNeitherGoesOnNorSetsAResult_ThenInvalidOperation() =>
        await Assert.ThrowsAsync<InvalidOperationException>(Grain.Skip);

    [Fact]
    [Trait(Traps.Name, Traps.Lifetime)]
    public async Task Filters_WhenATimerTicks_ThenTheySeeIt()
    {
        await Grain.StartTimer();

        await Eventually.Holds(
            () => Board.Read(_key),
            notes => notes.Contains("IGrainTimerInvoker.InvokeCallbackAsync")
                && notes.Contains("grain InvokeCallbackAsync"));
    }

    [Fact]
    public async Task Filters_WhenAStreamDelivers_ThenTheySeeIt()
    {
        var stream = _cluster.Client.GetStreamProvider(ConformanceCluster.Events)
            .GetStream<Happening>(ListenerGrain.Namespace, _key);

        await stream.OnNextAsync(new(1, []));

        await Eventually.Holds(
            () => Board.Read(_key),
            notes => notes.Any(note => note.StartsWith("IStreamConsumerExtension.Deliver", StringComparison.Ordinal)));
    }

    private static Task NoteAsync(IIncomingGrainCallContext context)
    {
        Board.Write(
            context.TargetId.Key.ToString()!, $"{context.InterfaceMethod.DeclaringType?.Name}.{context.MethodName}");
        return context.Invoke();
    }

    private static async Task ChangeAsync(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType != typeof(IFiltered))
        {
            await context.Invoke();
            return;
        }

        Board.Write(context.TargetId.Key.ToString()!, $"changing {context.MethodName}");
        if (context.MethodName == nameof(IFiltered.Twice))
        {
            context.Request.SetArgument(0, (int)context.Request.GetArgument(0)! + 1);
        }

        if (context.MethodName == nameof(IFiltered.Skip))
        {
            return;
        }

        try
        {
            await context.Invoke();
        }
        catch (InvalidOperationException error) when (context.MethodName == nameof(IFiltered.Fail))
        {
            context.Result = error.Message;
        }
    }
}

[Collection(TwoSilosCollection.Name)]
public sealed class ManagementConformance(TwoSilos silos)
{
    private IManagementGrain Management => silos.Client.GetGrain<IManagementGrain>(0);

    [Fact]
    public async Task Hosts_WhenAsked_ThenBothAreActiveAndNamed()
    {
        var hosts = await Management.GetHosts(onlyActive: true);
        var detailed = await Management.GetDetailedHosts(onlyActive: true);

        var expected = silos.Cluster.Silos.ToDictionary(silo => silo.SiloAddress, silo => silo.Name);
        Assert.Equal(expected.Keys.ToHashSet(), hosts.Keys.ToHashSet());
        Assert.All(hosts.Values, status => Assert.Equal(SiloStatus.Active, status));
        Assert.Equal(expected, detailed.ToDictionary(entry => entry.SiloAddress, entry => entry.SiloName));
    }

    [Fact]
    public async Task Statistics_WhenAGrainIsActive_ThenItIsCountedWhereItIs()
    {
        var grain = await silos.PlaceAsync(1);
        var place = silos.Cluster.Silos[1].SiloAddress;

        var statistics = await Management.GetSimpleGrainStatistics();
        var runtime = await Management.GetRuntimeStatistics([place]);

        Assert.Contains(statistics, entry => entry.SiloAddress.Equals(place) && entry.ActivationCount > 0
            && entry.GrainType.Contains(nameof(PlacedGrain), StringComparison.Ordinal));
        Assert.True(Assert.Single(runtime).ActivationCount > 0);
        Assert.True(await Management.GetTotalActivationCount() > 0);
        Assert.Equal(place, await Management.GetActivationAddress(grain));
    }

    [Fact]
    public async Task Address_WhenAGrainWasNeverCalled_ThenNull() => Assert.Null(
        await Management.GetActivationAddress(silos.Client.GetGrain<IPlaced>(Guid.NewGuid().ToString())));

    [Fact]
    public async Task Collection_WhenForced_ThenIdleActivationsEnd()
    {
        var key = (await silos.PlaceAsync(0)).GetPrimaryKeyString();

        await Eventually.Answers(
            async () =>
            {
                await Management.ForceActivationCollection(TimeSpan.FromMilliseconds(1));
                return Board.Read(key);
            },
            notes => notes.SequenceEqual(["ActivationIdle"]));
    }
}
