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
    private readonly List<Activation> _activations = [];
    private readonly ConcurrentDictionary<GrainId, StatelessWorkers> _workers = [];
    private readonly Lock _gate = new();
    private ITimer? _collector;
    private volatile bool _killed;

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
        Path = new(cluster, this, services, messaging);
        References = new GrainClient(Path, Catalog, services);
    }

    public IServiceProvider Services { get; }

    public Cluster Cluster { get; }

    public CallFilters Filters { get; }

    public GrainCatalog Catalog { get; }

    /// <summary>The way of calls from here.</summary>
    public CallPath Path { get; }

    public GrainClient References { get; }

    public TimeProvider Clock { get; }

    public IWorkScheduler Work { get; }

    public IChance Chance { get; }

    public ILogger Log { get; }

    public GrainCollectionOptions Collection { get; }

    public string Name { get; }

    public SiloAddress Address { get; }

    public DateTime StartTime { get; private set; }

    public SiloStatus Status { get; set; } = SiloStatus.Created;

    /// <summary>Whether it is dead for all others; it may not know yet.</summary>
    public bool IsGone => Status == SiloStatus.Dead;

    /// <summary>Whether it really is dead: not one more turn runs.</summary>
    public bool IsKilled => _killed;

    /// <summary>Requests that may wait for one activation; 0 for no bound.</summary>
    public int QueueMax { get; }

    /// <summary>A snapshot, in an order that depends on nothing but the order of activations and their ends.</summary>
    public Activation[] Activations
    {
        get
        {
            lock (_gate)
            {
                return [.. _activations];
            }
        }
    }

    /// <summary>Takes requests from now on.</summary>
    public Task OpenAsync(CancellationToken token)
    {
        var quantum = Collection.CollectionQuantum;
        _collector = Clock.CreateTimer(
            static self => ((Silo)self!).CollectIdle(ageLimit: null), this, quantum, quantum);
        StartTime = Clock.GetUtcNow().UtcDateTime;
        Cluster.Join(this);
        return Task.CompletedTask;
    }

    /// <summary>Gets no new grains from now on, as long as another silo can have them.</summary>
    public Task RetireAsync(CancellationToken token)
    {
        if (!IsGone)
        {
            Cluster.Retire(this);
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Ends all activations while their calls to each other still work, then takes no requests any more.
    /// </summary>
    public async Task CloseAsync(CancellationToken token)
    {
        if (IsGone)
        {
            return;
        }

        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo stops.");
        try
        {
            await DeactivateAllAsync(reason, token).WaitAsync(token);
        }
        catch (OperationCanceledException)
        {
            Log.LogWarning("The silo stopped before all grains were deactivated");
        }

        Leave();
    }

    /// <summary>As the death of a process: what runs stops at its next await, and nothing of it goes on.</summary>
    public void Kill()
    {
        _killed = true;
        Leave();
        foreach (var activation in Activations)
        {
            activation.Abandon();
        }
    }

    public StatelessWorkers WorkersOf(GrainClass grainClass, GrainId grainId) => _workers.GetOrAdd(
        grainId, static (id, made) => new(made.Silo, made.Class, id), (Silo: this, Class: grainClass));

    public void Add(Activation activation)
    {
        lock (_gate)
        {
            activation.Place = _activations.Count;
            _activations.Add(activation);
        }
    }

    public void Remove(Activation activation)
    {
        Cluster.Remove(activation);
        lock (_gate)
        {
            var last = _activations[^1];
            _activations[last.Place = activation.Place] = last;
            _activations.RemoveAt(_activations.Count - 1);
        }
    }

    /// <summary>
    /// Ends the activations that were idle for so long, or for as long as their classes allow; never those of a class
    /// that is kept alive.
    /// </summary>
    /// <returns>Those that end.</returns>
    public Activation[] CollectIdle(TimeSpan? ageLimit) => Array.FindAll(Activations, one =>
        one.Class.AgeLimit != TimeSpan.MaxValue
        && one.DeactivateIfIdle(ageLimit ?? one.Class.AgeLimit ?? Collection.CollectionAge));

    public override string ToString() => $"Silo '{Name}' {Address}";

    public void Dispose()
    {
        _collector?.Dispose();
        Path.Dispose();
    }

    private void Leave()
    {
        Cluster.Evict(this);
        Path.Pending.RejectAll(_ => true, new SiloUnavailableException($"{this}, from where the call came, stopped."));
        _collector?.Dispose();
    }

    /// <summary>Grains that are called while others stop come back; so it goes on until none is left.</summary>
    private async Task DeactivateAllAsync(DeactivationReason reason, CancellationToken token)
    {
        while (Activations is { Length: > 0 } left)
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
}
