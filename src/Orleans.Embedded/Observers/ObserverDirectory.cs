using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Observers;

/// <summary>The observers of all clients.</summary>
internal sealed class ObserverDirectory
{
    private static readonly GrainType Type = GrainType.Create("sys.client");

    private readonly ConcurrentDictionary<GrainId, Observer> _known = [];
    private int _count;

    public GrainId Add(Observer observer)
    {
        var number = Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
        observer.GrainId = GrainId.Create(Type, number);
        _known[observer.GrainId] = observer;
        return observer.GrainId;
    }

    public bool Remove(GrainId id)
    {
        var found = _known.TryRemove(id, out var observer);
        observer?.Forget();
        return found;
    }

    /// <summary>Null for what is no observer. Calls of one that is gone find somebody who loses them.</summary>
    public IRequestTarget? TryFind(GrainId id, CallPath from)
    {
        if (id.Type != Type)
        {
            return null;
        }

        if (_known.TryGetValue(id, out var observer) && !observer.IsGone)
        {
            return observer;
        }

        _known.TryRemove(id, out _);
        return new Nobody(from);
    }

    /// <summary>A caller that waits for its answer waits until its time is over.</summary>
    private sealed class Nobody(CallPath from) : IRequestTarget
    {
        public bool IsGone => true;

        public CallPath Path => from;

        public void Receive(GrainRequest request)
        {
        }
    }
}
