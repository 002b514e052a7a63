using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Embedded.Activations;

/// <summary>What grains ask of their silo. Most of it only in their turns.</summary>
internal sealed class GrainRuntime(Silo silo, ITimerRegistry timers) : IGrainRuntime
{
    public IGrainFactory GrainFactory
    {
        get
        {
            RuntimeContext.EnsureInTurn();
            return silo.References;
        }
    }

    public IServiceProvider ServiceProvider
    {
        get
        {
            RuntimeContext.EnsureInTurn();
            return silo.Services;
        }
    }

    public string SiloIdentity => silo.Name;

    public SiloAddress SiloAddress => silo.Address;

    public TimeProvider TimeProvider => silo.Clock;

    public ITimerRegistry TimerRegistry => timers;

    public void DeactivateOnIdle(IGrainContext grainContext)
    {
        RuntimeContext.EnsureInTurn();
        grainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));
    }

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan)
    {
        RuntimeContext.EnsureInTurn();
        ((Activation)grainContext).DelayDeactivation(timeSpan);
    }
}
