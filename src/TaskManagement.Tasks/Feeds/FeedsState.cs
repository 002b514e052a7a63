using System.Collections.Immutable;
using TaskManagement.Contracts.Feeds;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Feeds;

/// <summary>The feeds of a user that are in force, folded from their stream.</summary>
internal sealed record FeedsState(UserId UserId, ImmutableList<Feed> Feeds)
{
    /// <summary>Raise it whenever the shape above changes: snapshots of another schema are not read.</summary>
    public const int SnapshotSchema = 1;

    /// <summary>The state after one more event.</summary>
    public static FeedsState Evolve(FeedsState? state, FeedEvent @event) => @event switch
    {
        FeedMade e => new FeedsState(
            e.UserId,
            (state?.Feeds ?? []).Add(new Feed(e.FeedId, e.ListId, e.SecretHash, e.CreatedAt))),
        FeedRevoked e => state! with { Feeds = state.Feeds.RemoveAll(feed => feed.Id == e.FeedId) },
        _ => throw new InvalidOperationException($"{@event.GetType().Name} is no event of a feed."),
    };
}
