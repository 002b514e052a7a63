using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Values;
using TaskManagement.TestKit.Time;

namespace TaskManagement.Cluster.Tests.Events;

/// <summary>What the relay puts on the stream, whatever order the news of commits come in.</summary>
public sealed class EventRelayTests : IAsyncLifetime
{
    private const int Events = 12;
    private EventsCluster _cluster = null!;
    private EventBatch _log = null!;

    public async Task InitializeAsync()
    {
        _cluster = await EventsCluster.StartAsync(hearsCommits: false, pulses: false);
        // From here on the relay knows what it has published. The silo pings it at the start too, which must not come
        // amid what follows.
        await _cluster.Relay.Ping();
        await Eventually.SeesAsync(ItemsAsync, items => items.Length >= 2, "both pings are on the stream");
        for (var task = 0; task < Events / 2; task++)
        {
            var story = new TaskStory(new UserId(Guid.CreateVersion7()));
            await story.AppendAsync(_cluster.Log, default, story.Created(), story.Assigned(default));
        }

        _log = await _cluster.Log.ReadPartitionAsync(0, 0, Events);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Publish_WhenNewsComeInAnotherOrder_ThenTheStreamIsInSequence()
    {
        await _cluster.Relay.Publish(Part(5, 6));
        await _cluster.Relay.Publish(Part(1, 2));
        await _cluster.Relay.Publish(Part(3, 4));
        await _cluster.Relay.Publish(Part(11, 12));
        await _cluster.Relay.Publish(Part(7, 10));

        await AssertEachOnceInSequenceAsync();
    }

    [Fact]
    public async Task Publish_WhenNewsOverlap_ThenOnlyWhatIsNewIsPublished()
    {
        await _cluster.Relay.Publish(Part(1, 4));
        await _cluster.Relay.Publish(Part(3, 7));
        await _cluster.Relay.Publish(Part(2, 12));

        await AssertEachOnceInSequenceAsync();
    }

    [Fact]
    public async Task Ping_WhenNewsWereLost_ThenTheyArePublishedWithTheHead()
    {
        await _cluster.Relay.Publish(Part(1, 2));

        await _cluster.Relay.Ping();

        await AssertEachOnceInSequenceAsync();
        await Eventually.SeesAsync(
            ItemsAsync, items => items[^1] is { Head: Events, Events.IsEmpty: true }, "a heartbeat ends it");
    }

    [Fact]
    public async Task Ping_WhenTheRelayIsNew_ThenItTellsTheHeadAndLeavesThePastToTheConsumers()
    {
        await _cluster.DeactivateAsync(_cluster.Relay);

        await _cluster.Relay.Ping();

        await Eventually.SeesAsync(ItemsAsync, items => items.Any(item => item.Head == Events), "the head is told");
        Assert.Empty((await ItemsAsync()).SelectMany(item => item.Events));
        await _cluster.CaughtUpAsync(_cluster.Analytics);
    }

    private async Task AssertEachOnceInSequenceAsync()
    {
        await Eventually.SeesAsync(
            ItemsAsync,
            items => items.Any(item => item.Events.Any(stored => stored.Sequence == Events)),
            "the last event is published");
        Assert.Equal(
            Enumerable.Range(1, Events).Select(sequence => (long)sequence),
            (await ItemsAsync()).SelectMany(item => item.Events).Select(stored => stored.Sequence));
    }

    private Task<ImmutableArray<EventBatch>> ItemsAsync() =>
        _cluster.Grains.GetGrain<IStreamRecorderGrain>(0).Items();

    private EventBatch Part(int first, int last) => _log with { Events = _log.Events[(first - 1)..last] };
}
