namespace TaskManagement.TestKit.Time;

/// <summary>The system's clock, ahead by as much as a test says; timers go on as they do.</summary>
public sealed class ShiftedTimeProvider : TimeProvider
{
    private long _aheadTicks;

    /// <summary>How far it is ahead.</summary>
    public TimeSpan Ahead
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks));
        set => Interlocked.Exchange(ref _aheadTicks, value.Ticks);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
