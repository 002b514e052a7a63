using Orleans.Concurrency;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Feeds;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Tasks.Feeds;

/// <summary>
/// Opens feeds. Nobody is told apart here: a secret that never was, a feed that is revoked, a maker who is gone or has
/// lost the list all look the same.
/// </summary>
[GrainType("feed-readers"), StatelessWorker, Reentrant]
internal sealed class FeedReadersGrain(FeedQueries feeds) : Grain, IFeedReadersGrain
{
    public async Task<Result<OpenedFeed>> Open(string secretHash)
    {
        if (await feeds.FindAsync(secretHash) is not (var maker, var list))
            return FeedActs.NotFound;
        if (await GrainFactory.GetGrain<IUserGrain>(maker.Value).Card() is null)
            return FeedActs.NotFound;
        var reader = new Caller(maker, []);
        var view = await GrainFactory.GetGrain<ITaskListGrain>(list.Value).Get(reader, null);
        return view.Succeeded
            ? new OpenedFeed(reader, view.Value, await feeds.StampAsync(view.Value))
            : FeedActs.NotFound;
    }
}
