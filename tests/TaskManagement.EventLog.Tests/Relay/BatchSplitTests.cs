using TaskManagement.EventLog.Relay;
using TaskManagement.EventLog.Tests.Consumers;

namespace TaskManagement.EventLog.Tests.Relay;

public sealed class BatchSplitTests
{
    [Fact]
    public void Into_WhenNothingIsGiven_ThenNoItem() =>
        Assert.Empty(BatchSplit.Into([], eventsMax: 2, bytesMax: 10_000));

    [Fact]
    public void Into_WhenEventsAreMany_ThenItemsAreBoundedByCount() => Assert.Equal(
        ["1 2", "3 4", "5"],
        Items(eventsMax: 2, bytesMax: 1_000_000, 1, 2, 3, 4, 5));

    [Fact]
    public void Into_WhenEventsAreLarge_ThenItemsAreBoundedBySize()
    {
        var bytes = BatchSplit.Bytes(StoredEvents.Of(1));

        Assert.Equal(["1 2 3", "4 5"], Items(eventsMax: 100, bytesMax: (3 * bytes) + 1, 1, 2, 3, 4, 5));
    }

    [Fact]
    public void Into_WhenAnEventIsLargerThanAnItem_ThenItTravelsAlone()
    {
        var large = StoredEvents.Of(2, new string('x', 5_000));

        var items = BatchSplit.Into([StoredEvents.Of(1), large, StoredEvents.Of(3)], eventsMax: 100, bytesMax: 1_000);

        Assert.Equal([1, 1, 1], items.Select(item => item.Length));
    }

    private static IEnumerable<string> Items(int eventsMax, int bytesMax, params long[] sequences) => BatchSplit
        .Into(StoredEvents.Batch(sequences).Events, eventsMax, bytesMax)
        .Select(item => string.Join(' ', item.Select(stored => stored.Sequence)));
}
