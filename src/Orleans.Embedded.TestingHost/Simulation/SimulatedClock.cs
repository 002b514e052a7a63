namespace Orleans.TestingHost.Simulation;

/// <summary>The virtual time of a run and the timers that wait for it.</summary>
internal sealed class SimulatedClock(SimulationLoop loop, DateTimeOffset start)
{
    private readonly PriorityQueue<(SimulatedTimer Timer, long Arming), (TimeSpan Due, long Arming)> _armed = new();
    private long _armings;

    public SimulationLoop Loop => loop;

    public TimeSpan Elapsed { get; private set; }

    public DateTimeOffset Now => start + Elapsed;

    /// <summary>Arms a timer, and says under which number.</summary>
    public long Arm(SimulatedTimer timer, TimeSpan dueTime)
    {
        _armings++;
        _armed.Enqueue((timer, _armings), (Elapsed + dueTime, _armings));
        return _armings;
    }

    /// <summary>
    /// Moves to when the next timers are due; all that are due then become ready, and the seed orders them.
    /// </summary>
    /// <returns>False where none is armed.</returns>
    public bool Advance()
    {
        TimeSpan? now = null;
        while (_armed.TryPeek(out var next, out var key) && (now is null || now == key.Due))
        {
            _armed.Dequeue();
            if (next.Timer.IsArmed(next.Arming))
            {
                Elapsed = key.Due;
                now = key.Due;
                next.Timer.BecomeReady(next.Arming);
            }
        }

        return now is not null;
    }
}

/// <summary>The clock as one process sees it: its timers die with it.</summary>
internal sealed class SimulatedTime(SimulatedClock clock, SimulatedProcess process) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        clock.Loop.Enter("The clock was read");
        return clock.Now;
    }

    public override long GetTimestamp()
    {
        clock.Loop.Enter("The clock was read");
        return clock.Elapsed.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(clock, process, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}

/// <summary>A timer. Each arming has a number, by which one that was changed since is known.</summary>
internal sealed class SimulatedTimer(
    SimulatedClock clock, SimulatedProcess process, TimerCallback callback, object? state) : ITimer
{
    private readonly ExecutionContext? _flow = ExecutionContext.Capture();
    private TimeSpan _period;
    private long _arming;

    public bool IsArmed(long arming) => _arming == arming && process.IsAlive;

    public void BecomeReady(long arming) => clock.Loop.Add(process, new Firing(this, arming));

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        // What a killed process leaves behind is disposed by the garbage collector, on a thread of its own.
        if (!process.IsAlive || !clock.Loop.Enter("A timer was changed"))
        {
            return false;
        }

        _period = period;
        _arming = dueTime == Timeout.InfiniteTimeSpan ? 0 : clock.Arm(this, dueTime);
        return true;
    }

    public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Fire(long arming)
    {
        if (_arming != arming)
        {
            return;
        }

        _arming = _period > TimeSpan.Zero ? clock.Arm(this, _period) : 0;
        if (_flow is null)
        {
            callback(state);
            return;
        }

        ExecutionContext.Run(_flow, static self => ((SimulatedTimer)self!).Call(), this);
    }

    private void Call() => callback(state);

    /// <summary>Whose call-back it is; a lambda is of the class around it.</summary>
    private string Name
    {
        get
        {
            var owner = callback.Method.DeclaringType;
            while (owner is { IsNested: true } && owner.Name.StartsWith('<'))
            {
                owner = owner.DeclaringType;
            }

            return $"timer of {owner?.Name}";
        }
    }

    private sealed class Firing(SimulatedTimer timer, long arming) : IThreadPoolWorkItem
    {
        public void Execute() => timer.Fire(arming);

        public override string ToString() => timer.Name;
    }
}
