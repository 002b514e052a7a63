using Microsoft.Extensions.Logging;
using Orleans.Embedded.Calls;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace Orleans.Embedded.Activations;

/// <summary>Which request runs when.</summary>
internal sealed partial class Activation
{
    /// <summary>A flood of requests lets other turns, and other activations, in between.</summary>
    private const int StartsInARowMax = 64;

    private readonly RequestQueue _waiting = new();
    private int _running;
    private GrainRequest? _blocking;
    private Dictionary<Guid, int>? _openChains;
    private bool _starting;
    private long _idleSince;

    public bool IsBusy
    {
        get
        {
            lock (Gate)
            {
                return _running > 0 || _waiting.Count > 0;
            }
        }
    }

    public TimeSpan IdleTime => IsBusy ? TimeSpan.Zero : Silo.Clock.GetElapsedTime(Volatile.Read(ref _idleSince));

    public int WaitingCount => _waiting.Count;

    public override void Receive(GrainRequest request)
    {
        bool accepted, wake = false;
        lock (Gate)
        {
            accepted = !IsGone && !IsFull(request);
            if (accepted)
            {
                _waiting.Add(request);
                wake = MayStartNow(request) && SignalLocked();
            }
        }

        if (wake)
        {
            Wake();
        }
        else if (!accepted)
        {
            TurnAway(request);
        }
    }

    /// <summary>An exception left a request of this activation.</summary>
    public override void OnEscaped(Exception error)
    {
        // Only the activation whose state is stale ends, not those that the exception passes through on its way.
        if (error is InconsistentStateException { IsSourceActivation: true } stale)
        {
            stale.IsSourceActivation = false;
            Deactivate(new(DeactivationReasonCode.ApplicationError, stale, "Its state is not the stored one."));
        }
    }

    /// <summary>From here on the call chain may enter, until as many have left.</summary>
    public void Enter(Guid id)
    {
        if (id == Guid.Empty)
        {
            return;
        }

        lock (Gate)
        {
            _openChains ??= [];
            _openChains[id] = _openChains.GetValueOrDefault(id) + 1;
        }
    }

    public void Leave(Guid id)
    {
        lock (Gate)
        {
            if (_openChains is null || !_openChains.TryGetValue(id, out var depth))
            {
                return;
            }

            if (depth == 1)
            {
                _openChains.Remove(id);
            }
            else
            {
                _openChains[id] = depth - 1;
            }
        }
    }

    private bool IsFull(GrainRequest request) =>
        !request.IsLocalOnly && Silo.QueueMax > 0 && _waiting.Count >= Silo.QueueMax;

    private void TurnAway(GrainRequest request)
    {
        if (!IsGone)
        {
            request.Reject(new LimitExceededException(
                "MaxEnqueuedRequestsHardLimit", Silo.QueueMax, Silo.QueueMax, $"in the queue of {GrainId}"));
        }
        else if (!request.IsLocalOnly)
        {
            Silo.Cluster.Redirect(request, Path);
        }
    }

    /// <summary>Spares a turn for requests that certainly have to wait for the running one.</summary>
    private bool MayStartNow(GrainRequest request) => _blocking is null || request.MayOvertake || Class.MayInterleave;

    private void StartRequests()
    {
        // What a request sets in its flow before its first await must not reach the next one.
        var flow = ExecutionContext.Capture()!;
        _starting = true;
        for (var i = 0; i < StartsInARowMax; i++)
        {
            if (TakeNext() is not { } request)
            {
                return;
            }

            RequestContext.Current = request.Context;
            Start(request);
            ExecutionContext.Restore(flow);
        }

        _starting = false;
        Signal();
    }

    private GrainRequest? TakeNext()
    {
        lock (Gate)
        {
            var request = CanAnyStart() ? _waiting.Take(static (r, self) => self.MayStart(r), this) : null;
            if (request is null)
            {
                _starting = false;
                return null;
            }

            _running++;
            if (_blocking is null && !request.AlwaysInterleave)
            {
                _blocking = request;
            }

            return request;
        }
    }

    private bool CanAnyStart() => _waiting.Count > 0 && _state is ActivationState.Valid or ActivationState.Deactivating
        && (_running == 0 || _blocking is null || _waiting.HasOvertakers || Class.MayInterleave);

    /// <summary>The rules of Orleans, in their order. What may not start is overtaken by what may.</summary>
    private bool MayStart(GrainRequest request)
    {
        if (_state == ActivationState.Deactivating && !request.IsLocalOnly)
        {
            return false;
        }

        return request.IsAbandoned
            || _running == 0
            || request.AlwaysInterleave
            || _blocking is null
            || (_blocking.ReadOnly && request.ReadOnly)
            || (request.Context is { } context && _openChains?.ContainsKey(context.ReentrancyId) == true)
            || ClassAllows(request);
    }

    private bool ClassAllows(GrainRequest request)
    {
        try
        {
            return Class.CanInterleave(GrainInstance!, request as IInvokable, _blocking as IInvokable);
        }
        catch (Exception error)
        {
            // The grain's own predicate; if it fails, the request waits its turn as it would without one.
            Log.LogError(error, "The predicate of [MayInterleave] of {Class} failed", Class);
            return false;
        }
    }

    private void Start(GrainRequest request)
    {
        // Nobody waits for it any more: running it would only delay those that somebody waits for.
        var execution = request.IsAbandoned ? default : request.ExecuteAsync(this);
        if (execution.IsCompleted)
        {
            OnCompleted(request);
            return;
        }

        _ = AwaitAsync(execution, request);
    }

    private async Task AwaitAsync(ValueTask execution, GrainRequest request)
    {
        await execution;
        OnCompleted(request);
    }

    private void OnCompleted(GrainRequest request)
    {
        bool wake;
        lock (Gate)
        {
            _running--;
            if (_blocking == request)
            {
                _blocking = null;
            }

            if (request.KeepsAlive)
            {
                _idleSince = Silo.Clock.GetTimestamp();
            }

            var ending = _state == ActivationState.Deactivating && _running == 0;
            wake = (ending || (!_starting && _waiting.Count > 0)) && SignalLocked();
        }

        if (wake)
        {
            Wake();
        }
    }
}
