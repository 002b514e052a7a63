using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Placement;
using Orleans.Streams;
using Orleans.TestingHost;

namespace TaskManagement.Cluster.Tests.Conformance;

/// <summary>Two silos and a client; a test that stops silos makes one of its own.</summary>
public sealed class TwoSilos : IAsyncLifetime
{
    public const string Events = "conformance-events";

    public TwoSilos()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromHours(1));
            silo.AddMemoryStreams(Events, streams =>
            {
                streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
                streams.ConfigurePullingAgent(options =>
                    options.Configure(o => o.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(10)));
            });
        });
        builder.ConfigureClient(client => client.AddMemoryStreams(Events));
        Cluster = builder.Build();
    }

    public InProcessTestCluster Cluster { get; }

    public IClusterClient Client => Cluster.Client;

    public static async Task<TwoSilos> StartAsync()
    {
        var silos = new TwoSilos();
        await silos.InitializeAsync();
        return silos;
    }

    /// <summary>References whose calls start in that silo.</summary>
    public IGrainFactory From(int silo) => Cluster.Silos[silo].ServiceProvider.GetRequiredService<IGrainFactory>();

    /// <summary>A grain that is active in that silo.</summary>
    public async Task<IPlaced> PlaceAsync(int silo)
    {
        var key = Guid.NewGuid().ToString();
        Assert.Equal(Cluster.Silos[silo].SiloAddress, await From(silo).GetGrain<IPlaced>(key).Where());
        return Client.GetGrain<IPlaced>(key);
    }

    public Task InitializeAsync() => Cluster.DeployAsync();

    public async Task DisposeAsync()
    {
        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class TwoSilosCollection : ICollectionFixture<TwoSilos>
{
    public const string Name = "Conformance of the grain engine with two silos";
}

/// <summary>Lives in the silo of its first caller.</summary>
[Alias("conformance-placed")]
public interface IPlaced : IGrainWithStringKey
{
    Task<SiloAddress> Where();

    Task<Guid> Instance();

    Task<bool> GivesBackTheSame(IPlaced other);

    Task<Sealed> Echo(Sealed value);

    Task<string> CatchFrom(IPlaced other, string kind);

    Task Fail(string kind);

    Task<string> CallThrough(IPlaced relay, ICalls reference);

    Task<int> Use(ICalls reference);

    [ResponseTimeout("00:00:05")]
    Task Wait(string gate);
}

[Alias("conformance-scattered")]
public interface IScattered : IGrainWithStringKey
{
    Task<SiloAddress> Where();
}

[Alias("conformance-local-worker")]
public interface ILocalWorker : IGrainWithIntegerKey
{
    Task<SiloAddress> Where();
}

/// <summary>Promises never to change, so one silo shares it.</summary>
[GenerateSerializer, Immutable]
public sealed class Sealed
{
    [Id(0)]
    public string Kept { get; init; } = "";

    [field: NonSerialized]
    public string Lost { get; init; } = "by default";
}

[GrainType("conformance.placed")]
[PreferLocalPlacement]
internal sealed class PlacedGrain : Grain, IPlaced
{
    private readonly Guid _instance = Guid.NewGuid();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Board.Write(this.GetPrimaryKeyString(), reason.ReasonCode.ToString());
        return Task.CompletedTask;
    }

    public Task<SiloAddress> Where() => Task.FromResult(GrainContext.Address.SiloAddress!);

    public Task<Guid> Instance() => Task.FromResult(_instance);

    public async Task<bool> GivesBackTheSame(IPlaced other)
    {
        var value = new Sealed { Kept = "kept", Lost = "set" };
        var returned = await other.Echo(value);
        Assert.Equal("kept", returned.Kept);
        Assert.Equal(ReferenceEquals(value, returned) ? "set" : "by default", returned.Lost);
        return ReferenceEquals(value, returned);
    }

    public Task<Sealed> Echo(Sealed value) => Task.FromResult(value);

    public async Task<string> CatchFrom(IPlaced other, string kind)
    {
        try
        {
            await other.Fail(kind);
            return "nothing";
        }
        catch (Exception error)
        {
            return error switch
            {
                MarkedException marked => $"{nameof(MarkedException)} {marked.Message} {marked.Code}",
                ArgumentException argument => $"{nameof(ArgumentException)} of {argument.ParamName ?? "nothing"}",
                _ => error.GetType().Name,
            };
        }
    }

    public Task Fail(string kind) => throw (kind switch
    {
        "marked" => new MarkedException("marked", 7),
        "framework" => new ArgumentException("framework", nameof(kind)),
        "cause" => new InvalidOperationException("framework", new UnmarkedException("cause")),
        _ => new UnmarkedException("unmarked"),
    });

    public async Task<string> CallThrough(IPlaced relay, ICalls reference) => $"{await relay.Use(reference)}";

    public Task<int> Use(ICalls reference) => reference.Overloaded(5);

    public async Task Wait(string gate)
    {
        Board.Write(gate, "waiting");
        await Gates.Opened(gate);
    }
}

[GrainType("conformance.scattered")]
[RandomPlacement]
internal sealed class ScatteredGrain : Grain, IScattered
{
    public Task<SiloAddress> Where() => Task.FromResult(GrainContext.Address.SiloAddress!);
}

[GrainType("conformance.local-worker")]
[Orleans.Concurrency.StatelessWorker]
internal sealed class LocalWorkerGrain : Grain, ILocalWorker
{
    public Task<SiloAddress> Where() => Task.FromResult(GrainContext.Address.SiloAddress!);
}
