using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Runtime
{
    /// <summary>What <see cref="Grain"/> asks of its silo; a unit test may stand in for it.</summary>
    public interface IGrainRuntime
    {
        /// <summary>References to grains; only in turns of an activation.</summary>
        IGrainFactory GrainFactory { get; }

        /// <summary>The services of the silo.</summary>
        IServiceProvider ServiceProvider { get; }

        /// <summary>Names the silo.</summary>
        string SiloIdentity { get; }

        /// <summary>The silo.</summary>
        SiloAddress SiloAddress { get; }

        /// <summary>The clock of timers and time-outs.</summary>
        TimeProvider TimeProvider { get; }

        /// <summary>Makes grain timers.</summary>
        ITimerRegistry TimerRegistry { get; }

        /// <summary>Ends the activation after its running requests.</summary>
        void DeactivateOnIdle(IGrainContext grainContext);

        /// <summary>Keeps idle collection away for a while.</summary>
        void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan);
    }
}

namespace Orleans.Timers
{
    /// <summary>Makes grain timers.</summary>
    public interface ITimerRegistry
    {
        /// <summary>Makes a timer of that activation.</summary>
        IGrainTimer RegisterGrainTimer<TState>(
            IGrainContext grainContext,
            Func<TState, CancellationToken, Task> callback,
            TState state,
            GrainTimerCreationOptions options);
    }
}
