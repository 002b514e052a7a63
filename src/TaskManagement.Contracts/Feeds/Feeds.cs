using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Feeds;

/// <summary>
/// The calendar feeds that a user has made: whoever knows the secret in the address of one may read its list, as long
/// as its maker may. The key is the user's id.
/// </summary>
[Alias("IFeedsGrain")]
public interface IFeedsGrain : IGrainWithGuidKey
{
    /// <summary>Those that are in force, in the order in which they were made.</summary>
    [Alias("All")]
    Task<ImmutableArray<Feed>> All();

    /// <summary>Makes one. A repetition answers what the first one made, under the secret of that.</summary>
    [Alias("Make")]
    Task<Result<Feed>> Make(CommandContext context, MakeFeed command);

    /// <summary>Ends one for good.</summary>
    [Alias("Revoke")]
    Task<Result<Nothing>> Revoke(CommandContext context, FeedId feed);
}

/// <summary>Finds the feed of a secret. Key 0; a stateless worker.</summary>
[Alias("IFeedReadersGrain")]
public interface IFeedReadersGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// What the feed of a secret shows; nothing where it is revoked, or its maker may not see the list.
    /// </summary>
    [Alias("Open")]
    Task<Result<OpenedFeed>> Open(string secretHash);
}

/// <summary>Make a feed of a list.</summary>
/// <param name="SecretHash">SHA-256 of the secret in its address, lower-case hex; that itself is kept nowhere.</param>
[GenerateSerializer, Immutable, Alias("MakeFeed")]
public sealed record MakeFeed(ListId ListId, string SecretHash);

/// <summary>A feed.</summary>
/// <param name="SecretHash">SHA-256 of the secret in its address; clients do not see it.</param>
[GenerateSerializer, Immutable, Alias("Feed")]
public sealed record Feed(FeedId Id, ListId ListId, string SecretHash, DateTimeOffset CreatedAt);

/// <summary>A feed that may be read.</summary>
/// <param name="Reader">As whom.</param>
/// <param name="Stamp">Differs whenever what it shows has changed.</param>
[GenerateSerializer, Immutable, Alias("OpenedFeed")]
public sealed record OpenedFeed(Caller Reader, TaskListView List, string Stamp);

/// <summary>How many feeds there may be.</summary>
public static class FeedBounds
{
    /// <summary>Feeds of one user.</summary>
    public const int FeedsMax = 100;
}
