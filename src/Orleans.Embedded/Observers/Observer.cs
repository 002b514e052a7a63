using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Observers;

/// <summary>
/// An object outside of all grains that can be called. Its calls run one after the other. It is held weakly: whoever
/// made it keeps it alive, and calls of one that is gone are lost.
/// </summary>
internal sealed partial class Observer(IGrainObserver observed, CallPath path) : Callee(path.Work)
{
    private readonly WeakReference _observed = new(observed);
    private readonly Queue<GrainRequest> _waiting = new();
    private bool _running;

    public override bool IsGone => !_observed.IsAlive;

    public override CallPath Path => path;

    public override CallFilters Filters => path.Filters;

    public override ILogger Log => path.Log;

    public override object? GrainInstance
    {
        get => _observed.Target;
        protected set => _observed.Target = value;
    }

    protected override IGrainContext? TurnContext => null;

    protected override bool IsHalted => path.Home is { IsKilled: true };

    /// <summary>From here on its calls are lost.</summary>
    public void Forget() => GrainInstance = null;

    public override void Receive(GrainRequest request)
    {
        bool wake;
        lock (Gate)
        {
            _waiting.Enqueue(request);

            // It counts as running from here on, else a call between the signal and its turn would begin a second loop.
            (wake, _running) = (!_running && SignalLocked(), true);
        }

        if (wake)
        {
            Wake();
        }
    }

    protected override void OnSignal() => _ = RunAsync();

    private async Task RunAsync()
    {
        while (TryTake(out var request))
        {
            // Held until the call has ended, so that it is not collected in the middle of one.
            if (GrainInstance is { } held)
            {
                RequestContext.Current = request.Context;
                await request.ExecuteAsync(this);
                GC.KeepAlive(held);
            }
            else
            {
                Log.LogWarning("Call {Call} came after its observer was gone, and is lost", request);
            }
        }
    }

    private bool TryTake([NotNullWhen(true)] out GrainRequest? request)
    {
        lock (Gate)
        {
            return _running = _waiting.TryDequeue(out request);
        }
    }
}
