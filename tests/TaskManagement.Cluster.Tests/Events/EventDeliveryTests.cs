using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Values;
using TaskManagement.TestKit.Time;

namespace TaskManagement.Cluster.Tests.Events;

/// <summary>From the log to its consumers, with a stream that behaves and with one that does not.</summary>
public sealed class EventDeliveryTests
{
    private readonly UserId _ann = new(Guid.CreateVersion7());
    private readonly UserId _bob = new(Guid.CreateVersion7());

    [Fact]
    public async Task Assign_WhenItIsCommitted_ThenInboxAndNumbersShowIt()
    {
        await using var cluster = await EventsCluster.StartAsync(pulses: false);
        var story = new TaskStory(_ann);

        await story.AppendAsync(cluster.Log, _ann, story.Created(), story.Assigned(_bob));

        var inbox = await Eventually.SeesAsync(
            () => cluster.InboxAsync(_bob), page => page.UnreadCount > 0, "the assignee's inbox has a notification");
        Assert.Equal(("task_assigned", story.Id), (inbox.Page.Items.Single().Type, inbox.Page.Items.Single().TaskId));
        var numbers = await Eventually.SeesAsync(
            () => cluster.NumbersAsync(_bob), seen => seen.Assigned > 0, "the assignee has an assigned task");
        Assert.Equal((1, 0, 0d), (numbers.Assigned, numbers.Completed, numbers.CompletionRate));
        Assert.Equal(0, (await cluster.InboxAsync(_ann)).UnreadCount);
    }

    [Fact]
    public async Task Commit_WhenTheRelayDoesNotHearOfIt_ThenThePulseFindsIt()
    {
        await using var cluster = await EventsCluster.StartAsync(hearsCommits: false);
        var story = new TaskStory(_ann);

        await story.AppendAsync(cluster.Log, _ann, story.Created(), story.Assigned(_bob), story.Completed(_bob, 1));

        await cluster.CaughtUpAsync(cluster.Analytics);
        await cluster.CaughtUpAsync(cluster.Notifications);
        await AssertDoneOnceAsync(cluster, tasks: 1);
    }

    [Fact]
    public async Task Commit_WhenOnlyTheStreamWakesConsumers_ThenNoWakeUpIsLost()
    {
        await using var cluster = await EventsCluster.StartAsync(pulses: false);
        for (var task = 0; task < 100; task++)
        {
            var story = new TaskStory(_ann);
            await story.AppendAsync(cluster.Log, _ann, story.Created(), story.Assigned(_bob), story.Completed(_bob, 1));
            // Every other time the next delivery comes while the pump may still be at this one.
            if (task % 2 == 0)
                await cluster.CaughtUpAsync(cluster.Analytics);
        }

        await cluster.CaughtUpAsync(cluster.Analytics);
        await cluster.CaughtUpAsync(cluster.Notifications);
        await AssertDoneOnceAsync(cluster, tasks: 100);
    }

    [Fact]
    public async Task Publish_WhenItemsAreLostRepeatedAndSwapped_ThenEveryEventCountsOnce()
    {
        await using var cluster = await EventsCluster.StartAsync(hearsCommits: false, pulses: false);
        for (var task = 0; task < 10; task++)
        {
            var story = new TaskStory(_ann);
            await story.AppendAsync(cluster.Log, _ann, story.Created(), story.Assigned(_bob), story.Completed(_bob, 1));
        }

        var all = await cluster.Log.ReadPartitionAsync(0, 0, 100);
        Assert.Equal(30, all.Events.Length);
        await cluster.PublishAsync(Part(all, 4, 6));
        await cluster.PublishAsync(Part(all, 4, 6));
        await cluster.PublishAsync(Part(all, 20, 25));
        await cluster.PublishAsync(Part(all, 12, 15));
        await cluster.PublishAsync(Part(all, 1, 30));
        await cluster.PublishAsync(Part(all, 3, 22));

        await cluster.CaughtUpAsync(cluster.Analytics);
        await cluster.CaughtUpAsync(cluster.Notifications);
        await AssertDoneOnceAsync(cluster, tasks: 10);
    }

    [Fact]
    public async Task Publish_WhenOnlyTheHeadIsTold_ThenConsumersReadTheLog()
    {
        await using var cluster = await EventsCluster.StartAsync(hearsCommits: false, pulses: false);
        var story = new TaskStory(_ann);
        await story.AppendAsync(cluster.Log, _ann, story.Created(), story.Assigned(_bob), story.Completed(_bob, 1));

        await cluster.PublishAsync(new EventBatch(0, await cluster.Log.HeadAsync(0), []));

        await cluster.CaughtUpAsync(cluster.Analytics);
        await cluster.CaughtUpAsync(cluster.Notifications);
        await AssertDoneOnceAsync(cluster, tasks: 1);
    }

    [Fact]
    public async Task Start_WhenTheLogIsOlderThanTheSilo_ThenConsumersCatchUp()
    {
        var database = await EventsCluster.NewDatabaseAsync();
        for (var task = 0; task < 100; task++)
        {
            var story = new TaskStory(_ann);
            await story.AppendAsync(
                database.Log, _ann, story.Created(), story.Assigned(_bob), story.Completed(_bob, 2));
        }

        await using var cluster = await EventsCluster.StartAsync(database);

        await cluster.CaughtUpAsync(cluster.Analytics);
        await cluster.CaughtUpAsync(cluster.Notifications);
        await AssertDoneOnceAsync(cluster, tasks: 100);
    }

    [Fact]
    public async Task Deactivate_WhenEventsKeepComing_ThenNothingIsLostOrDoubled()
    {
        await using var cluster = await EventsCluster.StartAsync();
        for (var task = 0; task < 60; task++)
        {
            var story = new TaskStory(_ann);
            await story.AppendAsync(cluster.Log, _ann, story.Created(), story.Assigned(_bob), story.Completed(_bob, 1));
            if (task % 10 == 5)
            {
                await cluster.DeactivateAsync(cluster.Analytics);
                await cluster.DeactivateAsync(cluster.Notifications);
                await cluster.DeactivateAsync(cluster.Relay);
            }
        }

        await cluster.CaughtUpAsync(cluster.Analytics);
        await cluster.CaughtUpAsync(cluster.Notifications);
        await AssertDoneOnceAsync(cluster, tasks: 60);
    }

    private static EventBatch Part(EventBatch all, int first, int last) =>
        all with { Head = last, Events = all.Events[(first - 1)..last] };

    private async Task AssertDoneOnceAsync(EventsCluster cluster, int tasks)
    {
        var numbers = await cluster.NumbersAsync(_bob);
        Assert.Equal((tasks, tasks, 1d), (numbers.Assigned, numbers.Completed, numbers.CompletionRate));
        Assert.Equal(tasks, numbers.DailyCompletions[0].Count);
        Assert.Equal(tasks, (await cluster.InboxAsync(_bob)).UnreadCount);
    }
}
