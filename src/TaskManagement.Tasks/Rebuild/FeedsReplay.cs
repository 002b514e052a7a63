using System.Collections.Immutable;
using TaskManagement.Contracts.Feeds;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Feeds;

namespace TaskManagement.Tasks.Rebuild;

/// <summary>A user's feeds, over again: those in force have rows.</summary>
internal sealed class FeedsReplay : IStreamReplay
{
    private FeedsState? _feeds;

    public void Add(RecordedEvent recorded) => _feeds = FeedsState.Evolve(_feeds, (FeedEvent)recorded.Event);

    public ImmutableArray<Statement> Rows() => _feeds is { } feeds ? FeedRows.Of(null, feeds) : [];
}
