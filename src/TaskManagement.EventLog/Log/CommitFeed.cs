using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using TaskManagement.Contracts.Bus;

namespace TaskManagement.EventLog.Log;

/// <summary>
/// Tells listeners of commits. Those of the container are added when the storage opens, since they may themselves
/// depend on the log.
/// </summary>
public sealed class CommitFeed(ILogger<CommitFeed> logger)
{
    private ImmutableArray<ICommitListener> _listeners = [];

    /// <summary>Adds a listener; it hears of commits from now on.</summary>
    public void Add(ICommitListener listener) =>
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Add(listener));

    /// <summary>Takes a listener away.</summary>
    public void Remove(ICommitListener listener) =>
        ImmutableInterlocked.Update(ref _listeners, listeners => listeners.Remove(listener));

    /// <summary>Tells all of them; what one throws is logged, for the events are committed all the same.</summary>
    /// <param name="committed">In the order of their sequences.</param>
    internal void Tell(IEnumerable<StoredEvent> committed)
    {
        var batches = Batches(committed);
        if (batches.IsEmpty)
            return;
        foreach (var listener in _listeners)
        {
            try
            {
                listener.Committed(batches);
            }
            catch (Exception error)
            {
                logger.LogError(error, "{Listener} failed on a commit.", listener.GetType().Name);
            }
        }
    }

    private static ImmutableArray<EventBatch> Batches(IEnumerable<StoredEvent> committed) =>
    [
        .. committed
            .GroupBy(stored => stored.Partition)
            .OrderBy(partition => partition.Key)
            .Select(partition => new EventBatch(partition.Key, partition.Last().Sequence, [.. partition])),
    ];
}
