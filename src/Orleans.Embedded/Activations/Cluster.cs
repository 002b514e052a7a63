using Orleans.Embedded.Calls;
using Orleans.Embedded.Streams;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>Knows the silos and which of them serves a grain. With one silo, that is the one.</summary>
internal sealed class Cluster
{
    private volatile Silo[] _silos = [];
    private int _generation;

    public Silo[] Silos => _silos;

    /// <summary>The queues of memory streams; they belong to no single silo.</summary>
    public StreamQueues Streams { get; } = new();

    public int NextGeneration() => Interlocked.Increment(ref _generation);

    public void Join(Silo silo) => _silos = [.. _silos, silo];

    public void Leave(Silo silo) => _silos = [.. _silos.Where(other => other != silo)];

    /// <exception cref="SiloUnavailableException">No silo runs.</exception>
    public IRequestTarget Locate(GrainId grainId, ContextProperties? context)
    {
        var silos = _silos;
        return silos.Length == 0
            ? throw new SiloUnavailableException($"No silo is running that could serve grain {grainId}.")
            : silos[0].TargetOf(grainId, context);
    }

    /// <summary>Hands a request to the target of its grain, or tells its caller that there is none.</summary>
    public void Redirect(GrainRequest request)
    {
        try
        {
            Locate(request.Target, request.Context).Receive(request);
        }
        catch (SiloUnavailableException error)
        {
            request.Reject(error);
        }
    }
}
