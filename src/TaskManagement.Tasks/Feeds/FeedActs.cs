using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Feeds;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;

namespace TaskManagement.Tasks.Feeds;

/// <summary>What becomes of a user's feeds.</summary>
internal static class FeedActs
{
    private static readonly Refusal Full = new(
        "feeds_full",
        $"You have {FeedBounds.FeedsMax} feeds, as many as there may be; revoke one that nobody reads.",
        RefusalKind.Conflict);

    /// <summary>What whoever follows an address that leads nowhere is told; and whoever revokes what is gone.</summary>
    public static Refusal NotFound { get; } = Refusals.NotFound("feed");

    /// <summary>The feed that a command makes.</summary>
    public static FeedId IdOf(CommandContext context) => new(context.Id.NewId("feed"));

    public static Decision<FeedEvent> Make(FeedsState? state, MakeFeed command, CommandContext context)
    {
        var id = IdOf(context);
        if (state?.Feeds.Exists(feed => feed.Id == id) == true)
            return Decision<FeedEvent>.Unchanged;
        if (state?.Feeds.Count >= FeedBounds.FeedsMax)
            return Full;
        return new FeedMade(
            id, command.ListId, context.Caller.UserId, command.SecretHash, context.At.ToUniversalTime());
    }

    public static Decision<FeedEvent> Revoke(FeedsState? state, FeedId id) =>
        state?.Feeds.Find(feed => feed.Id == id) is { } found
            ? new FeedRevoked(id, found.ListId, state.UserId, found.SecretHash)
            : NotFound;
}
