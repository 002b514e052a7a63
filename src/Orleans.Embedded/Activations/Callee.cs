using Microsoft.Extensions.Logging;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Scheduling;

namespace Orleans.Embedded.Activations;

/// <summary>An object whose methods are called in turns: a grain's, or an observer's.</summary>
internal abstract class Callee(IWorkScheduler work) : TurnScheduler(work), IRequestTarget
{
    public abstract bool IsGone { get; }

    public abstract CallPath Path { get; }

    /// <summary>The object; null before it is made and after it is gone.</summary>
    public abstract object? GrainInstance { get; protected set; }

    public abstract ILogger Log { get; }

    /// <summary>What stands before its methods, if anything may.</summary>
    public virtual CallFilters? Filters => null;

    public abstract void Receive(GrainRequest request);

    /// <summary>An exception left one of its methods.</summary>
    public virtual void OnEscaped(Exception error)
    {
    }
}
