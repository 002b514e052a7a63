using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;

namespace TaskManagement.EventLog.Log;

/// <summary>Hears of every commit of this process, after it. Hearing of it may be lost; the log is the truth.</summary>
public interface ICommitListener
{
    /// <summary>Called on the writer's thread: it must return at once and must not throw.</summary>
    /// <param name="batches">One per partition, in order of sequence.</param>
    void Committed(ImmutableArray<EventBatch> batches);
}
