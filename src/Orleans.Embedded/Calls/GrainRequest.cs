using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>Something that wants to run in an activation: a call, a timer's tick, a delivery of a stream.</summary>
internal abstract class GrainRequest
{
    /// <summary>The next in the queue of its activation.</summary>
    public GrainRequest? NextWaiting { get; set; }

    public GrainId Target { get; set; }

    public ContextProperties? Context { get; set; }

    public virtual bool AlwaysInterleave => false;

    public virtual bool ReadOnly => false;

    /// <summary>Bound to one activation: never goes on to the next, and may run while it is deactivating.</summary>
    public virtual bool IsLocalOnly => false;

    /// <summary>Whether it counts as activity against idle collection.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>Answered, timed out or cancelled: nobody waits for it any more, so it need not run.</summary>
    public virtual bool IsAbandoned => false;

    /// <summary>Whether it may start beside others on a class that is not reentrant.</summary>
    public bool MayOvertake => AlwaysInterleave || ReadOnly || Context is { } c && c.ReentrancyId != Guid.Empty;

    /// <summary>Runs in a turn of its callee; never throws.</summary>
    public abstract ValueTask ExecuteAsync(Callee callee);

    /// <summary>It will not run.</summary>
    public abstract void Reject(Exception reason);

    /// <summary>Goes on to another target than it was sent to.</summary>
    public virtual void GoTo(IRequestTarget target) => target.Receive(this);
}
