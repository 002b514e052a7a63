using System.Collections.Immutable;
using TaskManagement.Contracts.Feeds;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Feeds;

/// <summary>A calendar feed as its maker sees it.</summary>
internal sealed record FeedAnswer(FeedId Id, ListId ListId, DateTimeOffset CreatedAt)
{
    public static FeedAnswer Of(Feed feed) => new(feed.Id, feed.ListId, feed.CreatedAt);
}

/// <summary>A calendar feed that was just made.</summary>
/// <param name="Address">
/// What a calendar subscribes to, with the secret that opens it. It is told once: a repetition of the same request has
/// <c>null</c> here.
/// </param>
internal sealed record MadeFeedAnswer(FeedId Id, ListId ListId, DateTimeOffset CreatedAt, string? Address);

/// <summary>All feeds of a user.</summary>
internal sealed record FeedsAnswer(ImmutableArray<FeedAnswer> Items);
