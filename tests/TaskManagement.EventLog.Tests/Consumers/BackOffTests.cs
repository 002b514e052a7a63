using TaskManagement.EventLog.Consumers;

namespace TaskManagement.EventLog.Tests.Consumers;

public sealed class BackOffTests
{
    [Theory]
    [InlineData(1, 200)]
    [InlineData(2, 400)]
    [InlineData(3, 800)]
    [InlineData(4, 1_000)]
    [InlineData(1_000_000, 1_000)]
    public void After_WhenFailuresFollowEachOther_ThenPausesDoubleUpToTheLongest(int failures, int milliseconds)
    {
        var backOff = new BackOff(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), backOff.After(failures));
    }
}
