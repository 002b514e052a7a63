using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Configuration;
using Orleans.Embedded.Scheduling;
using Orleans.Embedded.Serialization;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>The way of calls from one place, a silo or a client outside of all silos, into the cluster.</summary>
internal sealed class CallPath : IDisposable
{
    private readonly bool _everyCallCrosses;

    /// <param name="home">The silo from which it leads; null for a client.</param>
    public CallPath(Cluster cluster, Silo? home, IServiceProvider services, MessagingOptions options)
    {
        Cluster = cluster;
        Home = home;
        Options = options;
        Filters = services.GetRequiredService<CallFilters>();
        Log = services.GetRequiredService<ILogger<CallPath>>();
        Pending = new(services.GetRequiredService<TimeProvider>());
        Work = services.GetRequiredService<IWorkScheduler>();
        _everyCallCrosses = services.GetRequiredService<IOptions<EmbeddedOptions>>().Value.EveryCallCrossesWire;
        cluster.Join(this);
    }

    public Cluster Cluster { get; }

    public Silo? Home { get; }

    public MessagingOptions Options { get; }

    public CallFilters Filters { get; }

    public ILogger Log { get; }

    public PendingCalls Pending { get; }

    public IWorkScheduler Work { get; }

    /// <summary>Where values that go there are rebuilt; null for a copy within a silo.</summary>
    public CallPath? WireTo(CallPath there) => _everyCallCrosses || there != this || Home is null ? there : null;

    /// <summary>The same for what many may receive: events of streams.</summary>
    public CallPath? WireToAnywhere() => _everyCallCrosses || Home is null || Cluster.Silos.Length > 1 ? this : null;

    /// <summary>
    /// Everything up to the callee's queue, or to the wire, happens on the caller's thread, before its next statement.
    /// </summary>
    public void Send(GrainProxy proxy, GrainCall call)
    {
        var token = call.CancellationOfCaller;
        token.ThrowIfCancellationRequested();
        call.Target = proxy.GrainId;
        call.Source = RuntimeContext.Current;
        call.Path = this;
        IRequestTarget target;
        try
        {
            target = proxy.LastTarget ??= Cluster.Locate(proxy.GrainId, RequestContext.Current, this);
        }
        catch (OrleansException error)
        {
            call.GiveUp(error);
            return;
        }

        call.CopyTo(target.Path, RequestContext.Current);
        if (!call.Method.OneWay)
        {
            Pending.Add(call);
        }

        call.LinkCancellation(token);
        Deliver(call, target);
    }

    /// <summary>A wire is a way of its own: what is on it may overtake, and be overtaken by, anything else.</summary>
    public void Deliver(GrainCall call, IRequestTarget target)
    {
        if (WireTo(target.Path) is null)
        {
            target.Receive(call);
            return;
        }

        call.Destination = target;
        Work.Schedule(call);
    }

    /// <summary>Who still waits for an answer must not wait for ever.</summary>
    public void Dispose()
    {
        Cluster.Part(this);
        Pending.Dispose();
        Pending.RejectAll(_ => true, new OrleansException("The client stopped before its call was answered."));
    }
}
