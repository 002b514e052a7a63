namespace TaskManagement.EventLog.Consumers;

/// <summary>What came of one step of a consumer's pump.</summary>
internal abstract record PumpStep
{
    private PumpStep()
    {
    }

    /// <summary>Nothing to do; the next item of the stream wakes it.</summary>
    public static PumpStep Idle { get; } = new UpToDate();

    /// <summary>Another activation is ahead of this one, which is to go.</summary>
    public static PumpStep Overtaken { get; } = new Fenced();

    /// <summary>Nothing to do.</summary>
    public sealed record UpToDate : PumpStep;

    /// <summary>A step forward; there may be more.</summary>
    /// <param name="IsBehind">Whether so much waits that the next step must not.</param>
    public sealed record Done(bool IsBehind) : PumpStep;

    /// <summary>No step before this pause is over.</summary>
    public sealed record Held(TimeSpan Pause) : PumpStep;

    /// <summary>The checkpoint is not where this activation left it.</summary>
    public sealed record Fenced : PumpStep;
}
