using Orleans.Embedded.Calls;
using Orleans.Embedded.Catalog;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>
/// The activations of a stateless grain. A request goes to an idle one, a new one, or the least busy.
/// </summary>
internal sealed class StatelessWorkers(Silo silo, GrainClass grainClass, GrainId grainId) : IRequestTarget
{
    private readonly List<Activation> _workers = [];
    private readonly Lock _gate = new();

    /// <summary>The group itself costs little and stays.</summary>
    public bool IsGone => silo.Status != SiloStatus.Active;

    public CallPath Path => silo.Path;

    public void Receive(GrainRequest request)
    {
        lock (_gate)
        {
            // Handed over inside the gate, or two requests at once would both find the same worker idle.
            Choose(request).Receive(request);
        }
    }

    public void Remove(Activation worker)
    {
        lock (_gate)
        {
            _workers.Remove(worker);
        }
    }

    private Activation Choose(GrainRequest request)
    {
        var usable = _workers.Where(w => w.State < ActivationState.Deactivating).ToArray();
        if (Array.Find(usable, w => !w.IsBusy) is { } idle)
        {
            return idle;
        }

        if (usable.Length >= grainClass.StatelessWorkersMax)
        {
            return usable.MinBy(w => w.WaitingCount)!;
        }

        var worker = new Activation(silo, grainClass, grainId, request.Context, this);
        _workers.Add(worker);
        return worker;
    }
}
