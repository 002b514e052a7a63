using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Timers;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>How an activation begins and ends.</summary>
internal sealed partial class Activation
{
    private DeactivationReason _reason;
    private CancellationToken _deactivationToken;
    private bool _wasValid;
    private bool _ending;

    /// <summary>
    /// Set while it is activated, also if it is told to end meanwhile: the one comes after the other, or its services
    /// would be disposed under its running code. Stays set where that fails, which is an end of its own.
    /// </summary>
    private bool _beginning;
    private TimeSpan? _keptAliveFor;
    private long _keptAliveSince;

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        bool wake;
        lock (Gate)
        {
            if (_state >= ActivationState.Deactivating)
            {
                return;
            }

            _wasValid = _state == ActivationState.Valid;
            _state = ActivationState.Deactivating;
            _reason = deactivationReason;
            _deactivationToken = cancellationToken;
            wake = _running == 0 && SignalLocked();
        }

        if (wake)
        {
            Wake();
        }
    }

    /// <summary>Keeps idle collection away.</summary>
    public void DelayDeactivation(TimeSpan time)
    {
        lock (Gate)
        {
            _keptAliveFor = time == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : time;
            _keptAliveSince = Silo.Clock.GetTimestamp();
        }
    }

    /// <summary>Ends it if nobody used it for as long as its class allows.</summary>
    /// <returns>Whether it does.</returns>
    public bool DeactivateIfIdle(TimeSpan ageLimit)
    {
        lock (Gate)
        {
            if (_state is not (ActivationState.Valid or ActivationState.Created) || _running > 0 || _waiting.Count > 0
                || Silo.Clock.GetElapsedTime(_idleSince) < ageLimit
                || (_keptAliveFor is { } time && Silo.Clock.GetElapsedTime(_keptAliveSince) < time))
            {
                return false;
            }
        }

        Deactivate(new(DeactivationReasonCode.ActivationIdle, "Nobody used it for a while."));
        return true;
    }

    /// <summary>Its silo is dead: no turn runs any more, and who waits for it need not wait longer.</summary>
    public void Abandon()
    {
        lock (Gate)
        {
            _timers?.ForEach(timer => timer.Abandon());
            _state = ActivationState.Invalid;
            _deactivated?.TrySetResult();
        }
    }

    protected override void OnSignal()
    {
        switch (_state)
        {
            case var _ when _beginning:
                break;
            case ActivationState.Created when Begin():
                _ = ActivateAsync();
                break;
            case ActivationState.Valid:
                StartRequests();
                break;
            case ActivationState.Deactivating:
                StartRequests();
                EndIfDone();
                break;
        }
    }

    /// <summary>False where it was told to end before; that has signalled, too.</summary>
    private bool Begin()
    {
        lock (Gate)
        {
            _beginning = _state == ActivationState.Created;
            _state = _beginning ? ActivationState.Activating : _state;
            return _beginning;
        }
    }

    private async Task ActivateAsync()
    {
        RequestContext.Current = _birthContext;
        try
        {
            using var timeout = new CancellationTokenSource(Silo.Collection.ActivationTimeout, Silo.Clock);
            _scope = Silo.Services.CreateAsyncScope();
            GrainInstance = Class.Create(this);
            if (_lifecycle is not null)
            {
                await _lifecycle.StartAsync(timeout.Token).WaitAsync(timeout.Token);
            }

            if (GrainInstance is IGrainBase grain)
            {
                await grain.OnActivateAsync(timeout.Token).WaitAsync(timeout.Token);
            }
        }
        catch (Exception error)
        {
            await FailAsync(error);
            return;
        }

        lock (Gate)
        {
            // It may have asked to be deactivated meanwhile.
            _state = _state == ActivationState.Activating ? ActivationState.Valid : _state;
            _idleSince = Silo.Clock.GetTimestamp();
            _beginning = false;
        }

        Signal();
    }

    /// <summary>All who wait get the original exception; the next call tries again with a new activation.</summary>
    private async Task FailAsync(Exception error)
    {
        Log.LogWarning(error, "Grain {GrainId} could not be activated", GrainId);
        StopTimers();
        if (_lifecycle is not null)
        {
            await TryAsync(() => _lifecycle.StopAsync(CancellationToken.None));
        }

        await DisposeInstanceAsync();
        foreach (var request in Leave())
        {
            request.Reject(error);
        }
    }

    private void EndIfDone()
    {
        lock (Gate)
        {
            if (_running > 0 || _ending)
            {
                return;
            }

            _ending = true;
        }

        _ = EndAsync();
    }

    private async Task EndAsync()
    {
        StopTimers();
        using var timeout = new CancellationTokenSource(Silo.Collection.DeactivationTimeout, Silo.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _deactivationToken);
        if (_wasValid && GrainInstance is IGrainBase grain)
        {
            await TryAsync(() => grain.OnDeactivateAsync(_reason, either.Token).WaitAsync(either.Token));
        }

        if (_lifecycle is not null)
        {
            await TryAsync(() => _lifecycle.StopAsync(either.Token).WaitAsync(either.Token));
        }

        await DisposeInstanceAsync();
        foreach (var request in Leave())
        {
            TurnAway(request);
        }
    }

    /// <summary>From here on requests go elsewhere. Returns those that had been waiting.</summary>
    private List<GrainRequest> Leave()
    {
        _owner?.Remove(this);
        Silo.Remove(this);
        List<GrainRequest> waiting;
        lock (Gate)
        {
            _state = ActivationState.Invalid;
            waiting = _waiting.TakeAll();
            _deactivated?.TrySetResult();
        }

        GrainInstance = null;
        return waiting;
    }

    private void StopTimers()
    {
        GrainTimer[] timers;
        lock (Gate)
        {
            timers = [.. _timers ?? []];
        }

        Array.ForEach(timers, timer => timer.Dispose());
    }

    private async Task DisposeInstanceAsync()
    {
        switch (GrainInstance)
        {
            case IAsyncDisposable disposable:
                await TryAsync(() => disposable.DisposeAsync().AsTask());
                break;
            case IDisposable disposable:
                await TryAsync(() =>
                {
                    disposable.Dispose();
                    return Task.CompletedTask;
                });
                break;
        }

        if (_scope is { } scope)
        {
            await TryAsync(() => scope.DisposeAsync().AsTask());
        }
    }

    /// <summary>
    /// The end of an activation is best effort: a failing step must not keep the next one from running.
    /// </summary>
    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception error)
        {
            Log.LogWarning(error, "Grain {GrainId} failed while it was deactivated", GrainId);
        }
    }
}
