namespace TaskManagement.EventLog.Consumers;

/// <summary>Pauses that double from the first to the longest.</summary>
internal readonly record struct BackOff(TimeSpan First, TimeSpan Longest)
{
    private const int DoublingsMax = 30;

    /// <summary>The pause after the given failure in a row, the first being 1.</summary>
    public TimeSpan After(int failures)
    {
        var doubled = First.Ticks * (double)(1L << Math.Clamp(failures - 1, 0, DoublingsMax));
        return doubled < Longest.Ticks ? TimeSpan.FromTicks((long)doubled) : Longest;
    }
}
