namespace Orleans.Runtime;

/// <summary>One activation, seen from outside of its grain.</summary>
public interface IGrainContext : IEquatable<IGrainContext>
{
    /// <summary>A reference to the grain.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The grain.</summary>
    GrainId GrainId { get; }

    /// <summary>The object; null before it is made and after it is gone.</summary>
    object? GrainInstance { get; }

    /// <summary>The identity of the activation.</summary>
    ActivationId ActivationId { get; }

    /// <summary>Where it lives.</summary>
    GrainAddress Address { get; }

    /// <summary>The services of its scope.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Its lifecycle; subscribe in the constructor.</summary>
    IGrainLifecycle ObservableLifecycle { get; }

    /// <summary>Runs work in its turns.</summary>
    IWorkItemScheduler Scheduler { get; }

    /// <summary>Completes when the activation is gone.</summary>
    Task Deactivated { get; }

    /// <summary>An extension of the activation, or null.</summary>
    TComponent? GetComponent<TComponent>() where TComponent : class;

    /// <summary>Sets or removes an extension.</summary>
    void SetComponent<TComponent>(TComponent? value) where TComponent : class;

    /// <summary>Ends the activation after its running requests; waiting ones go to the next.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}

/// <summary>Runs work in the turns of an activation.</summary>
public interface IWorkItemScheduler
{
    /// <summary>Queues an action.</summary>
    void QueueAction(Action action);

    /// <summary>Queues an action with its argument.</summary>
    void QueueAction(Action<object> action, object state);

    /// <summary>Queues a task that was not started.</summary>
    void QueueTask(Task task);
}
