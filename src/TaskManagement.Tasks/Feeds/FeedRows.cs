using System.Collections.Immutable;
using TaskManagement.Contracts.Feeds;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Tasks.Feeds;

/// <summary>Keeps a row for each feed in force.</summary>
internal static class FeedRows
{
    public const string InsertSql =
        "INSERT INTO feeds (secret_hash, feed_id, list_id, user_id) VALUES (@p0, @p1, @p2, @p3)";

    private const string DeleteSql = "DELETE FROM feeds WHERE secret_hash = @p0";

    /// <summary>What an append that leads from one state to the other writes.</summary>
    public static ImmutableArray<Statement> Of(FeedsState? before, FeedsState after)
    {
        ImmutableList<Feed> known = before?.Feeds ?? [];
        return
        [
            .. known.Except(after.Feeds).Select(feed => new Statement(DeleteSql, feed.SecretHash)),
            .. after.Feeds.Except(known).Select(feed => new Statement(
                InsertSql, feed.SecretHash, feed.Id.Value, feed.ListId.Value, after.UserId.Value)),
        ];
    }
}
