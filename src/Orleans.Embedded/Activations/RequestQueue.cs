using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Activations;

/// <summary>The requests that wait for an activation, in order of arrival; any of them can be taken out.</summary>
internal sealed class RequestQueue
{
    private GrainRequest? _first;
    private GrainRequest? _last;
    private int _overtakers;

    public int Count { get; private set; }

    /// <summary>Whether some waiting request could run beside a running one.</summary>
    public bool HasOvertakers => _overtakers > 0;

    public void Add(GrainRequest request)
    {
        request.NextWaiting = null;
        if (_last is null)
        {
            _first = request;
        }
        else
        {
            _last.NextWaiting = request;
        }

        _last = request;
        Count++;
        _overtakers += request.MayOvertake ? 1 : 0;
    }

    /// <summary>Takes the first request that satisfies the condition, or nothing.</summary>
    public GrainRequest? Take<TArg>(Func<GrainRequest, TArg, bool> condition, TArg argument)
    {
        GrainRequest? previous = null;
        for (var request = _first; request is not null; previous = request, request = request.NextWaiting)
        {
            if (condition(request, argument))
            {
                Unlink(previous, request);
                return request;
            }
        }

        return null;
    }

    /// <summary>Takes all of them.</summary>
    public List<GrainRequest> TakeAll()
    {
        var all = new List<GrainRequest>(Count);
        while (Take(static (_, _) => true, 0) is { } request)
        {
            all.Add(request);
        }

        return all;
    }

    private void Unlink(GrainRequest? previous, GrainRequest request)
    {
        if (previous is null)
        {
            _first = request.NextWaiting;
        }
        else
        {
            previous.NextWaiting = request.NextWaiting;
        }

        if (_last == request)
        {
            _last = previous;
        }

        request.NextWaiting = null;
        Count--;
        _overtakers -= request.MayOvertake ? 1 : 0;
    }
}
