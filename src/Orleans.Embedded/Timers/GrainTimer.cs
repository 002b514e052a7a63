using Microsoft.Extensions.Logging;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Embedded.Timers;

/// <summary>
/// A timer whose ticks are requests of its activation. The clock's timer is armed for one tick at a time, after the
/// previous tick has ended, so ticks cannot pile up.
/// </summary>
internal abstract class GrainTimer : GrainRequest, IGrainTimer
{
    private readonly Activation _activation;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _disposed = new();
    private readonly ITimer _clockTimer;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private int _ticking;
    private bool _changed;

    protected GrainTimer(Activation activation, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _options = options;
        Target = activation.GrainId;

        // The tick must not carry what flows in the request that makes the timer.
        var suppress = !ExecutionContext.IsFlowSuppressed();
        using var flow = suppress ? ExecutionContext.SuppressFlow() : (IDisposable?)null;
        _clockTimer = activation.Silo.Clock.CreateTimer(
            static self => ((GrainTimer)self!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override bool AlwaysInterleave => _options.Interleave;

    public override bool KeepsAlive => _options.KeepAlive;

    public override bool IsLocalOnly => true;

    public override bool IsAbandoned => _disposed.IsCancellationRequested;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, nameof(dueTime));
        Validate(period, nameof(period));
        _changed = true;
        _dueTime = dueTime;
        _period = period;
        if (Volatile.Read(ref _ticking) == 0)
        {
            Arm(dueTime);
        }
    }

    public void Dispose()
    {
        if (_disposed.IsCancellationRequested)
        {
            return;
        }

        // Call-backs of the token are the grain's code, and must not stop the rest of a deactivation.
        _activation.Silo.Work.Cancel(_disposed);
        _clockTimer.Dispose();
        _activation.Remove(this);
    }

    /// <summary>Its silo is dead, so no tick comes any more, and no code of the grain hears of it.</summary>
    public void Abandon() => _clockTimer.Dispose();

    public override async ValueTask ExecuteAsync(Callee callee)
    {
        _changed = false;
        try
        {
            await (_activation.Filters.HasIncoming(_activation.GrainInstance!)
                ? _activation.Filters.InvokeIncoming(new Tick(this), _activation).AsTask()
                : TickAsync(_disposed.Token));
        }
        catch (Exception error)
        {
            callee.Log.LogWarning(error, "A timer of grain {GrainId} failed; it goes on", Target);
            callee.OnEscaped(error);
        }

        Volatile.Write(ref _ticking, 0);
        Arm(_changed ? _dueTime : _period);
    }

    public override void Reject(Exception reason) => Volatile.Write(ref _ticking, 0);

    protected abstract Task TickAsync(CancellationToken token);

    private static void Validate(TimeSpan time, string name)
    {
        const long MillisecondsMax = 0xfffffffe;
        var milliseconds = (long)time.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, MillisecondsMax, name);
    }

    /// <summary>Runs on the clock's thread.</summary>
    private void OnDue()
    {
        // From here to the end of the tick, changes wait: the tick that is on its way comes first. A change that came
        // between the clock's firing and this call has armed the clock again; its tick is this one. Were it received
        // too, the timer would wait twice in one queue, which cuts off whatever waits behind it.
        if (Interlocked.Exchange(ref _ticking, 1) == 0)
        {
            _activation.Receive(this);
        }
    }

    private void Arm(TimeSpan dueTime)
    {
        if (!_disposed.IsCancellationRequested)
        {
            _clockTimer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>A tick as call filters see it.</summary>
    private sealed class Tick : TaskCall<Nothing>
    {
        private static readonly GrainMethod<Nothing> Method0 =
            (GrainMethod<Nothing>)GrainInterface.Of(typeof(IGrainTimerInvoker)).Method(0, null);

        private readonly GrainTimer _timer;

        public Tick(GrainTimer timer) : base(Method0, null)
        {
            _timer = timer;
            Target = timer.Target;
        }

        public override ValueTask<Nothing> InvokeAsync(Callee callee) =>
            Returns.Of(_timer.TickAsync(_timer._disposed.Token));
    }
}

/// <inheritdoc/>
internal sealed class GrainTimer<TState>(
    Activation activation,
    Func<TState, CancellationToken, Task> callback,
    TState state,
    GrainTimerCreationOptions options) : GrainTimer(activation, options)
{
    protected override Task TickAsync(CancellationToken token) => callback(state, token);
}

internal sealed class TimerRegistry : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options)
    {
        RuntimeContext.EnsureInTurn();
        if (!ReferenceEquals(RuntimeContext.Current, grainContext))
        {
            throw new InvalidOperationException("A timer can be made only by the grain that it belongs to.");
        }

        var activation = (Activation)grainContext;
        var timer = new GrainTimer<TState>(activation, callback, state, options);
        activation.Add(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }
}
