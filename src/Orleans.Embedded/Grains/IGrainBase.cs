using Orleans.Runtime;

namespace Orleans;

/// <summary>What the engine needs of a grain class that does not derive from <see cref="Grain"/>.</summary>
public interface IGrainBase
{
    /// <summary>The activation; take it in the constructor.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first request; an exception fails every waiting caller.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the last request, if there is time; never rely on it.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
