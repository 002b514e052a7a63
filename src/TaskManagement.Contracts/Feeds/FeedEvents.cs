using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Feeds;

/// <summary>Events of the feeds of a user, <c>feeds-{user id}</c>.</summary>
public abstract record FeedEvent : IDomainEvent;

/// <summary>A feed of a list was made.</summary>
/// <param name="SecretHash">SHA-256 of the secret in its address, lower-case hex.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
[EventType("feed.made.v1")]
public sealed record FeedMade(
    FeedId FeedId, ListId ListId, UserId UserId, string SecretHash, DateTimeOffset CreatedAt) : FeedEvent;

/// <summary>A feed was ended for good.</summary>
[EventType("feed.revoked.v1")]
public sealed record FeedRevoked(FeedId FeedId, ListId ListId, UserId UserId, string SecretHash) : FeedEvent;
