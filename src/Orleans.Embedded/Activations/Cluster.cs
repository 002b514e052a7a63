using System.Collections.Concurrent;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Observers;
using Orleans.Embedded.Streams;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>
/// The silos and the directory: which activation serves a grain. All silos live in this process, so they share it.
/// </summary>
internal sealed class Cluster
{
    private readonly ConcurrentDictionary<GrainId, Activation> _directory = [];
    private readonly Dictionary<GrainId, Silo> _moves = [];
    private readonly Lock _gate = new();
    private volatile Silo[] _silos = [];
    private volatile Silo[] _hosts = [];
    private volatile CallPath[] _paths = [];
    private int _generation;
    private long _lastId;

    /// <summary>In the order in which they joined.</summary>
    public Silo[] Silos => _silos;

    /// <summary>
    /// Those that take new grains. A silo that stops does so only while there is no other: its grains may need each
    /// other to end.
    /// </summary>
    public Silo[] Hosts => _hosts;

    /// <summary>The queues of memory streams; they belong to no single silo.</summary>
    public StreamQueues Streams { get; } = new();

    public ObserverDirectory Observers { get; } = new();

    public int NextGeneration() => Interlocked.Increment(ref _generation);

    /// <summary>Unique in this cluster, and the same in every run that does the same.</summary>
    public Guid NextId() => CountedIds.Next(ref _lastId);

    /// <summary>From here on calls that come this way hear of silos that are gone.</summary>
    public void Join(CallPath path)
    {
        lock (_gate)
        {
            _paths = [.. _paths, path];
        }
    }

    /// <summary>Nobody calls that way any more.</summary>
    public void Part(CallPath path)
    {
        lock (_gate)
        {
            _paths = [.. _paths.Where(other => other != path)];
        }
    }

    public void Join(Silo silo) => Change(silo, SiloStatus.Active);

    /// <summary>The silo goes on serving what it has, and gets nothing new.</summary>
    public void Retire(Silo silo) => Change(silo, SiloStatus.ShuttingDown);

    /// <summary>
    /// From here on the silo is dead for all others: its grains are placed anew, and whoever waits for an answer from
    /// it hears of it. It may run on for a while and not know; then a grain has two activations.
    /// </summary>
    public void Evict(Silo silo)
    {
        Change(silo, SiloStatus.Dead);
        foreach (var activation in silo.Activations)
        {
            Remove(activation);
        }

        Part(silo.Path);
        var reason = new SiloUnavailableException($"{silo} stopped before it answered the call.");
        foreach (var path in _paths)
        {
            path.Pending.RejectAll(call => call.At == silo.Path, reason);
        }
    }

    public Activation? TryFind(GrainId grainId) =>
        _directory.TryGetValue(grainId, out var found) && !found.IsGone ? found : null;

    public void Remove(Activation activation) => _directory.TryRemove(new(activation.GrainId, activation));

    /// <summary>The next activation of the grain is made there, if the silo still runs then.</summary>
    public void PlaceNext(GrainId grainId, Silo silo)
    {
        lock (_gate)
        {
            _moves[grainId] = silo;
        }
    }

    /// <summary>What takes requests for the grain; it is made if there is none.</summary>
    /// <param name="from">Whence the request comes.</param>
    /// <exception cref="SiloUnavailableException">No silo runs.</exception>
    public IRequestTarget Locate(GrainId grainId, ContextProperties? context, CallPath from)
    {
        if (_directory.TryGetValue(grainId, out var known) && !known.IsGone)
        {
            return known;
        }

        if (Observers.TryFind(grainId, from) is { } observer)
        {
            return observer;
        }

        var silos = _hosts;
        if (silos.Length == 0)
        {
            throw new SiloUnavailableException($"No silo is running that could serve grain {grainId}.");
        }

        var grainClass = silos[0].Catalog.ClassOf(grainId.Type);
        if (grainClass.StatelessWorkersMax > 0)
        {
            return Choose(silos, preferred: from.Home).WorkersOf(grainClass, grainId);
        }

        lock (_gate)
        {
            if (_directory.TryGetValue(grainId, out known) && !known.IsGone)
            {
                return known;
            }

            var usual = grainClass.PrefersLocal ? from.Home : null;
            var preferred = _moves.Remove(grainId, out var chosen) ? chosen : usual;
            return _directory[grainId] = new Activation(Choose(silos, preferred), grainClass, grainId, context);
        }
    }

    /// <summary>Hands a request to the target of its grain, or tells its caller that there is none.</summary>
    public void Redirect(GrainRequest request, CallPath from)
    {
        try
        {
            request.GoTo(Locate(request.Target, request.Context, from));
        }
        catch (SiloUnavailableException error)
        {
            request.Reject(error);
        }
    }

    private static Silo Choose(Silo[] silos, Silo? preferred) =>
        silos.Length == 1 ? silos[0]
        : preferred is not null && silos.Contains(preferred) ? preferred
        : silos[(int)(silos[0].Chance.Next() * silos.Length)];

    private void Change(Silo silo, SiloStatus status)
    {
        lock (_gate)
        {
            silo.Status = status;
            _silos = status == SiloStatus.Dead ? [.. _silos.Where(other => other != silo)] : [.. _silos.Union([silo])];
            var active = Array.FindAll(_silos, member => member.Status == SiloStatus.Active);
            _hosts = active.Length > 0 ? active : _silos;
        }
    }
}
