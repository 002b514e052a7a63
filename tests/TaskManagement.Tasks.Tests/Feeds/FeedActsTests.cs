using System.Globalization;
using TaskManagement.Contracts.Feeds;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Feeds;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Feeds;

public sealed class FeedActsTests
{
    private static readonly ListId List = new(Guid.Parse("01900000-0000-7000-8000-000000000011"));

    [Fact]
    public void Make_WhenDecided_ThenInForceAndHasItsRow()
    {
        var (before, after) = (Make(null, 0), Make(Make(null, 0), 1));
        Assert.Equal(["hash 0", "hash 1"], after.Feeds.Select(feed => feed.SecretHash));
        var row = Assert.Single(FeedRows.Of(before, after));
        Assert.Equal("hash 1", row.Values[0]);
    }

    [Fact]
    public void Make_WhenRepeated_ThenNothingMore()
    {
        var state = Make(null, 0);
        Assert.Empty(FeedActs.Make(state, Command(0), Context("make 0")).Events);
    }

    [Fact]
    public void Make_WhenThereAreAsManyAsMayBe_ThenRefused()
    {
        var state = Enumerable.Range(0, FeedBounds.FeedsMax).Aggregate((FeedsState?)null, Make);
        var decision = FeedActs.Make(state, Command(-1), Context("one more"));
        Assert.Equal("feeds_full", decision.Refusal?.Code);
    }

    [Fact]
    public void Revoke_WhenInForce_ThenGoneWithItsRow_AndRefusedAgain()
    {
        var state = Make(Make(null, 0), 1);
        var after = Apply(state, FeedActs.Revoke(state, state.Feeds[0].Id));
        Assert.Equal(["hash 1"], after.Feeds.Select(feed => feed.SecretHash));
        Assert.Equal("hash 0", Assert.Single(FeedRows.Of(state, after)).Values[0]);
        Assert.Equal("feed_not_found", FeedActs.Revoke(after, state.Feeds[0].Id).Refusal?.Code);
    }

    private static FeedsState Make(FeedsState? state, int number) => Apply(
        state,
        FeedActs.Make(state, Command(number), Context($"make {number.ToString(CultureInfo.InvariantCulture)}")));

    private static FeedsState Apply(FeedsState? state, Decision<FeedEvent> decision) =>
        FeedsState.Evolve(state, Assert.Single(decision.Events));

    private static MakeFeed Command(int number) => new(List, $"hash {number.ToString(CultureInfo.InvariantCulture)}");
}
