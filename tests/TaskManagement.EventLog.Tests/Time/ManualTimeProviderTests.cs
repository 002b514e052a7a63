using TaskManagement.TestKit.Time;

namespace TaskManagement.EventLog.Tests.Time;

public sealed class ManualTimeProviderTests
{
    [Fact]
    public void Advance_WhenTimersAreDue_ThenTheyFireInOrderAtTheirTime()
    {
        var clock = new ManualTimeProvider();
        var start = clock.GetUtcNow();
        var fired = new List<(string Name, TimeSpan At)>();
        using var late = Timer("late", 3, 0);
        using var periodic = Timer("periodic", 1, 2);
        using var never = Timer("never", 60, 0);

        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(
            ["periodic 1", "late 3", "periodic 3", "periodic 5"],
            fired.Select(one => $"{one.Name} {one.At.TotalSeconds}"));
        Assert.Equal(2, clock.ArmedTimers);
        Assert.Equal(TimeSpan.FromSeconds(5), clock.GetUtcNow() - start);

        ITimer Timer(string name, int dueSeconds, int periodSeconds) => clock.CreateTimer(
            _ => fired.Add((name, clock.GetUtcNow() - start)), null,
            TimeSpan.FromSeconds(dueSeconds), TimeSpan.FromSeconds(periodSeconds));
    }

    [Fact]
    public void SetUtcNow_WhenBack_ThenTimersDoNotCare()
    {
        var clock = new ManualTimeProvider();
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        clock.SetUtcNow(clock.GetUtcNow() - TimeSpan.FromDays(1));

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, fired);
    }
}
