using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Observers;

/// <summary>An observer as call filters see it: an identity and an object, without any life of its own.</summary>
internal sealed partial class Observer : IGrainContext
{
    public GrainId GrainId { get; set; }

    public GrainReference GrainReference => GrainInterface.Of(typeof(IAddressable)).Refer(path, GrainId);

    public ActivationId ActivationId => throw NoActivation();

    public GrainAddress Address => throw NoActivation();

    public IServiceProvider ActivationServices => throw NoActivation();

    public IGrainLifecycle ObservableLifecycle => throw NoActivation();

    public IWorkItemScheduler Scheduler => throw NoActivation();

    public Task Deactivated => Task.CompletedTask;

    public TComponent? GetComponent<TComponent>() where TComponent : class => GrainInstance as TComponent;

    public void SetComponent<TComponent>(TComponent? value) where TComponent : class => throw NoActivation();

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken)
    {
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    private static NotSupportedException NoActivation() => new("An observer is no activation.");
}
