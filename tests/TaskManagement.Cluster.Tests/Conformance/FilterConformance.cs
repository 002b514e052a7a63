using Orleans.Streams;
using Orleans.TestingHost;

namespace TaskManagement.Cluster.Tests.Conformance;

[Alias("conformance-filtered")]
public interface IFiltered : IGrainWithStringKey
{
    Task<int> Twice(int number);

    Task<string> Fail();

    Task Skip();

    /// <summary>How often it ran.</summary>
    Task<int> Again();

    /// <summary>As <see cref="Again"/>.</summary>
    Task<int> SendAgain();

    /// <summary>Fails the first time.</summary>
    Task<int> FailOnce();

    Task<string> FailUnheard();

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

    private int _runs;

    public Task<int> Again() => Task.FromResult(++_runs);

    public Task<int> SendAgain() => Again();

    public Task<int> FailOnce() => ++_runs == 1 ? throw new InvalidOperationException("once") : Task.FromResult(_runs);

    public Task<string> FailUnheard() => throw new InvalidOperationException("unheard");

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
        builder.ConfigureClient(client =>
        {
            client.AddMemoryStreams(ConformanceCluster.Events);
            client.AddOutgoingGrainCallFilter(SendAgainAsync);
            client.AddIncomingGrainCallFilter(ChangeObservedAsync);
        });
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
    public async Task Filter_WhenItGoesOnTwice_ThenTheCallRunsTwiceAndTheLastResultIsTheAnswer()
    {
        Assert.Equal(2, await Grain.Again());

        Assert.Equal(
            [$"{nameof(IFiltered)}.Again", "changing Again", "grain Again", "grain Again"], Board.Read(_key));
    }

    [Fact]
    public async Task Filter_WhenItSendsTwice_ThenTheCallArrivesTwiceAndTheLastResultIsTheAnswer() =>
        Assert.Equal(2, await Grain.SendAgain());

    [Fact]
    public async Task Filter_WhenItTriesAgainAfterAFailure_ThenTheSecondResultIsTheAnswer() =>
        Assert.Equal(2, await Grain.FailOnce());

    [Fact]
    public async Task Filter_WhenItSwallowsAnExceptionAndSetsNoResult_ThenTheCallerGetsIt()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(Grain.FailUnheard);

        Assert.Equal("unheard", error.Message);
    }

    [Fact]
    public async Task Filters_WhenAnObserverIsCalled_ThenThoseOfItsClientSeeIt()
    {
        var listener = new Listener(_key);
        var speaker = _cluster.Client.GetGrain<ISpeaker>(_key);
        await speaker.Subscribe(_cluster.Client.CreateObjectReference<IListens>(listener));

        Assert.Equal(15, await speaker.Ask(4));
        GC.KeepAlive(listener);
    }

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

        await (context.MethodName switch
        {
            nameof(IFiltered.Skip) => Task.CompletedTask,
            nameof(IFiltered.Again) => GoOnTwiceAsync(context),
            _ => GoOnAsync(context),
        });
    }

    private static async Task GoOnTwiceAsync(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        await context.Invoke();
    }

    private static async Task GoOnAsync(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (InvalidOperationException error) when (context.MethodName == nameof(IFiltered.Fail))
        {
            context.Result = error.Message;
        }
        catch (InvalidOperationException) when (context.MethodName == nameof(IFiltered.FailOnce))
        {
            await context.Invoke();
        }
        catch (InvalidOperationException) when (context.MethodName == nameof(IFiltered.FailUnheard))
        {
            // Neither is it thrown on, nor is there a result in its place.
        }
    }

    private static async Task SendAgainAsync(IOutgoingGrainCallContext context)
    {
        if (context.MethodName == nameof(IFiltered.SendAgain))
        {
            await context.Invoke();
        }

        await context.Invoke();
    }

    /// <summary>Adds ten to what observers answer; no other call arrives at a client.</summary>
    private static async Task ChangeObservedAsync(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        context.Result = (int)context.Result! + (context.Grain is Listener ? 10 : 0);
    }
}
