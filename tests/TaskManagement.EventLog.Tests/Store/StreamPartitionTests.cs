using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.Tests.Store;

public sealed class StreamPartitionTests
{
    [Theory]
    [InlineData("installation", 8, 7)]
    [InlineData("task-01900000000070008000000000000014", 8, 1)]
    [InlineData("task-01900000000070008000000000000014", 5, 0)]
    [InlineData("список", 16, 14)]
    public void Of_WhenTheNameIsKnown_ThenFrozen(string stream, int partitions, int expected) =>
        Assert.Equal(expected, StreamPartition.Of(new(stream), partitions));

    [Fact]
    public void Of_WhenManyStreams_ThenAllPartitionsAreUsedAlike()
    {
        var counts = Enumerable.Range(0, 8000)
            .CountBy(number => StreamPartition.Of(new($"task-{number:x32}"), 8))
            .ToDictionary();

        Assert.Equal(8, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 800, 1200));
    }
}
