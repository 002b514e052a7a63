using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Base of grain classes.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly IGrainRuntime? _runtime;

    /// <summary>Binds the object to the activation that is being made on this thread.</summary>
    protected Grain() : this(RuntimeContext.Current!)
    {
    }

    /// <summary>Binds the object to an activation, or to a stand-in in unit tests.</summary>
    protected Grain(IGrainContext grainContext, IGrainRuntime? grainRuntime = null)
    {
        GrainContext = grainContext;
        _runtime = grainRuntime ?? grainContext?.ActivationServices.GetService<IGrainRuntime>();
    }

    /// <summary>The activation.</summary>
    [AllowNull]
    public IGrainContext GrainContext { get; }

    /// <summary>A reference to this grain.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>Type and key as text.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>Names the silo.</summary>
    public string RuntimeIdentity => _runtime?.SiloIdentity ?? string.Empty;

    internal IGrainRuntime Runtime => _runtime
        ?? throw new InvalidOperationException("The grain was not made by a silo and was given no runtime.");

    /// <summary>References to other grains; only in this grain's turns.</summary>
    protected IGrainFactory GrainFactory => Runtime.GrainFactory;

    /// <summary>The services of this activation.</summary>
    protected internal IServiceProvider ServiceProvider =>
        GrainContext?.ActivationServices ?? Runtime.ServiceProvider;

    /// <summary>Runs before the first request; an exception fails every waiting caller.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last request, if there is time; never rely on it.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Ends this activation after its running requests; waiting ones go to the next.</summary>
    protected void DeactivateOnIdle() => Runtime.DeactivateOnIdle(GrainContext);

    /// <summary>
    /// Keeps idle collection away for a while; zero cancels, infinite or the greatest value is for ever.
    /// </summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Runtime.DelayDeactivation(GrainContext, timeSpan);
}
