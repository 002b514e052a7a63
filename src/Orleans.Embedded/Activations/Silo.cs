using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Catalog;
using Orleans.Embedded.Scheduling;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>Owns the activations of one process, or of one simulated node.</summary>
internal sealed class Silo : IDisposable
{
    private readonly ConcurrentDictionary<GrainId, IRequestTarget> _targets = [];
    private readonly PendingCalls _pending;
    private ITimer? _collector;
    private volatile bool _closed;

    public Silo(IServiceProvider services, Cluster cluster, CallFilters filters)
    {
        Services = services;
        Cluster = cluster;
        Filters = filters;
        Clock = services.GetRequiredService<TimeProvider>();
        Work = services.GetRequiredService<IWorkScheduler>();
        Chance = services.GetRequiredService<IChance>();
        Log = services.GetRequiredService<ILogger<Silo>>();
        Collection = services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        Catalog = services.GetRequiredService<GrainCatalog>();
        Name = services.GetRequiredService<IOptions<SiloOptions>>().Value.SiloName ?? "silo";
        Address = SiloAddress.New(IPAddress.Loopback, 0, cluster.NextGeneration());
        var messaging = services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value;
        QueueMax = messaging.MaxEnqueuedRequestsHardLimit;
        _pending = new(Clock, Work);
        References = new GrainClient(new(cluster, messaging, _pending, filters, isOutside: false), Catalog, services);
    }

    public IServiceProvider Services { get; }

    public Cluster Cluster { get; }

    public CallFilters Filters { get; }

    public GrainCatalog Catalog { get; }

    public GrainClient References { get; }

    public TimeProvider Clock { get; }

    public IWorkScheduler Work { get; }

    public IChance Chance { get; }

    public ILogger Log { get; }

    public GrainCollectionOptions Collection { get; }

    public string Name { get; }

    public SiloAddress Address { get; }

    public bool IsClosed => _closed;

    /// <summary>Requests that may wait for one activation; 0 for no bound.</summary>
    public int QueueMax { get; }

    public IEnumerable<Activation> Activations => _targets.Values.SelectMany(
        target => target is StatelessWorkers group ? group.Workers : [(Activation)target]);

    /// <summary>Takes requests from now on.</summary>
    public void Open()
    {
        _pending.Start();
        var quantum = Collection.CollectionQuantum;
        _collector = Clock.CreateTimer(static self => ((Silo)self!).CollectIdle(), this, quantum, quantum);
        Cluster.Join(this);
    }

    /// <summary>
    /// Ends all activations while their calls to each other still work, then takes no requests any more.
    /// </summary>
    public async Task CloseAsync(CancellationToken token)
    {
        _collector?.Dispose();
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo stops.");
        try
        {
            await DeactivateAllAsync(reason, token).WaitAsync(token);
        }
        catch (OperationCanceledException)
        {
            Log.LogWarning("The silo stopped before all grains were deactivated");
        }

        _closed = true;
        Cluster.Leave(this);
        _pending.RejectAll(new SiloUnavailableException("The silo stopped before the call was answered."));
        _pending.Dispose();
    }

    /// <summary>Its process is gone: nothing here answers any more, and calls to it go elsewhere.</summary>
    public void Vanish()
    {
        _closed = true;
        Cluster.Leave(this);
    }

    /// <summary>The activation of the grain, made if there is none.</summary>
    public IRequestTarget TargetOf(GrainId grainId, ContextProperties? context) =>
        _targets.TryGetValue(grainId, out var target) && !target.IsGone
            ? target
            : AddTarget(grainId, context);

    public IRequestTarget? TryFind(GrainId grainId) => _targets.GetValueOrDefault(grainId);

    public void Remove(Activation activation, IRequestTarget? owner)
    {
        if (owner is StatelessWorkers group)
        {
            group.Remove(activation);
            return;
        }

        _targets.TryRemove(new(activation.GrainId, activation));
    }

    public void Dispose()
    {
        _collector?.Dispose();
        _pending.Dispose();
    }

    private IRequestTarget AddTarget(GrainId grainId, ContextProperties? context)
    {
        var grainClass = Catalog.ClassOf(grainId.Type);
        return _targets.AddOrUpdate(
            grainId,
            static (id, made) => made.Make(id),
            static (id, old, made) => old.IsGone ? made.Make(id) : old,
            new Maker(this, grainClass, context));
    }

    /// <summary>Grains that are called while others stop come back; so it goes on until none is left.</summary>
    private async Task DeactivateAllAsync(DeactivationReason reason, CancellationToken token)
    {
        while (Activations.ToArray() is { Length: > 0 } left)
        {
            foreach (var activation in left)
            {
                activation.Deactivate(reason, token);
            }

            // One by one, not by WhenAll, which goes through the thread pool where such tasks end.
            foreach (var activation in left)
            {
                await activation.Deactivated;
            }
        }
    }

    private void CollectIdle()
    {
        foreach (var activation in Activations)
        {
            activation.DeactivateIfIdle(AgeLimitOf(activation.Class));
        }
    }

    private TimeSpan AgeLimitOf(GrainClass grainClass) =>
        Collection.ClassSpecificCollectionAge.TryGetValue(grainClass.Type.FullName!, out var age)
            ? age
            : grainClass.AgeLimit ?? Collection.CollectionAge;

    private readonly record struct Maker(Silo Silo, GrainClass Class, ContextProperties? Context)
    {
        public IRequestTarget Make(GrainId id) => Class.StatelessWorkersMax > 0
            ? new StatelessWorkers(Silo, Class, id)
            : new Activation(Silo, Class, id, Context);
    }
}
