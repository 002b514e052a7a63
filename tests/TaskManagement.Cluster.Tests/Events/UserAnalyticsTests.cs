using TaskManagement.Contracts.Analytics;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Values;
using TaskManagement.TestKit;

namespace TaskManagement.Cluster.Tests.Events;

public sealed class UserAnalyticsTests(EventsFixture fixture) : IClassFixture<EventsFixture>
{
    private static readonly DayRange March = new(new(2026, 3, 1), new(2026, 3, 31), "Europe/Vienna");
    private readonly EventsCluster _cluster = fixture.Cluster;
    private readonly UserId _ann = new(Guid.CreateVersion7());
    private readonly UserId _bob = new(Guid.CreateVersion7());

    private IUserAnalyticsGrain Numbers => _cluster.Grains.GetGrain<IUserAnalyticsGrain>(_bob.Value);

    [Fact]
    public async Task Get_WhenTasksAreDone_ThenRatesDaysAndTrend()
    {
        await TellAsync(story => [story.Created(), story.Assigned(_bob), story.Completed(_bob, 1)]);
        await TellAsync(story => [story.Created(), story.Assigned(_bob), story.Completed(_bob, 35)]);
        await TellAsync(story => [story.Created(), story.Assigned(_bob)]);
        await TellAsync(story => [story.Created(), story.Assigned(_bob), story.Assigned(_ann, from: _bob)]);
        await _cluster.CaughtUpAsync(_cluster.Analytics);

        var numbers = await _cluster.NumbersAsync(_bob);

        Assert.Equal((3, 2, 2 / 3d), (numbers.Assigned, numbers.Completed, numbers.CompletionRate));
        Assert.Equal(18 * 3_600d, numbers.AverageCompletionSeconds);
        Assert.Equal(31, numbers.DailyCompletions.Length);
        // 35 hours after noon UTC of the first is midnight in Vienna, which begins the third.
        Assert.Equal([1, 0, 1, 0], numbers.DailyCompletions[..4].Select(day => day.Count));
        Assert.Equal(new CompletionTrend(2, 0, "up"), numbers.Trend);
    }

    [Fact]
    public async Task Get_WhenThereIsNothing_ThenZerosAndNoRates()
    {
        var numbers = await _cluster.NumbersAsync(_bob);

        Assert.Equal((0, 0), (numbers.Assigned, numbers.Completed));
        Assert.Null(numbers.CompletionRate);
        Assert.Null(numbers.AverageCompletionSeconds);
        Assert.All(numbers.DailyCompletions, day => Assert.Equal(0, day.Count));
    }

    [Fact]
    public async Task Get_WhenSomeoneElseAsks_ThenThereIsNoSuchUser()
    {
        Caller[] others =
            [TestCommands.Member(_ann), new(_ann, [RoleNames.Administrator]), Caller.System, Caller.Anonymous];

        foreach (var other in others)
            Assert.Equal("user_not_found", (await Numbers.Get(other, March)).Refusal?.Code);
    }

    [Fact]
    public async Task Get_WhenTheRangeIsTooLong_ThenItIsRefused()
    {
        var answer = await Numbers.Get(TestCommands.Member(_bob), March with { To = new(2027, 3, 2) });

        Assert.Equal(["range"], answer.Refusal?.Fields.Keys);
    }

    private async Task TellAsync(Func<TaskStory, IEnumerable<Contracts.Tasks.TaskEvent>> events)
    {
        var story = new TaskStory(_ann);
        await story.AppendAsync(_cluster.Log, _ann, [.. events(story)]);
    }
}
