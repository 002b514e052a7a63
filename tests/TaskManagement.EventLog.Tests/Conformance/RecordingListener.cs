using System.Collections.Immutable;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Tests.Conformance;

/// <summary>Keeps what it hears of commits, in that order; two writers may tell it at the same time.</summary>
internal sealed class RecordingListener : ICommitListener
{
    private ImmutableArray<EventBatch> _batches = [];

    public ImmutableArray<EventBatch> Batches => _batches;

    public void Committed(ImmutableArray<EventBatch> batches) =>
        ImmutableInterlocked.Update(ref _batches, heard => heard.AddRange(batches));
}
