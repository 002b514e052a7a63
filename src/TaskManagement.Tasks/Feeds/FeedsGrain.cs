using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Feeds;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;

namespace TaskManagement.Tasks.Feeds;

/// <summary>The feeds of a user: the list gives leave to make one, and the log keeps it.</summary>
[GrainType("feeds")]
internal sealed class FeedsGrain(IEventLog log) : EventSourcedGrain<FeedsState, FeedEvent>(log), IFeedsGrain
{
    protected override StreamName Stream => StreamNames.OfFeeds(new UserId(this.GetPrimaryKey()));

    protected override int SnapshotSchema => FeedsState.SnapshotSchema;

    public Task<ImmutableArray<Feed>> All() => Task.FromResult<ImmutableArray<Feed>>([.. State?.Feeds ?? []]);

    public async Task<Result<Feed>> Make(CommandContext context, MakeFeed command)
    {
        var result = await ExecuteAsync(
            context, () => AskAsync(context, command.ListId), state => FeedActs.Make(state, command, context));
        if (!result.Succeeded)
            return result.Refusal;
        var (state, _) = await StateAtAsync(ReadUntil.VersionIs(result.Value.Version));
        return state!.Feeds.Find(feed => feed.Id == FeedActs.IdOf(context))!;
    }

    public async Task<Result<Nothing>> Revoke(CommandContext context, FeedId feed)
    {
        var result = await ExecuteAsync(context, FreeAsync, state => FeedActs.Revoke(state, feed));
        return result.Succeeded ? Nothing.Value : result.Refusal;
    }

    protected override FeedsState Evolve(FeedsState? state, FeedEvent @event, EventMetadata metadata) =>
        FeedsState.Evolve(state, @event);

    protected override ImmutableArray<Statement> View(
        FeedsState? before, FeedsState after, long version, EventMetadata last) => FeedRows.Of(before, after);

    /// <summary>One's own feeds can always be revoked, whatever has become of the list.</summary>
    private static Task<Result<ImmutableArray<StreamGuard>>> FreeAsync() =>
        Task.FromResult<Result<ImmutableArray<StreamGuard>>>(ImmutableArray<StreamGuard>.Empty);

    /// <summary>Whoever may read a list may give what they read away, as with any export.</summary>
    private async Task<Result<ImmutableArray<StreamGuard>>> AskAsync(CommandContext context, ListId list)
    {
        var permit = await GrainFactory.GetGrain<ITaskListGrain>(list.Value)
            .Authorize(new PermitRequest(context.Caller, ListAct.Read));
        return permit.Succeeded
            ? ImmutableArray.Create(new StreamGuard(StreamNames.Of(list), permit.Value.GuardVersion))
            : permit.Refusal;
    }
}
