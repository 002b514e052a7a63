using System.Collections.Immutable;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.Tasks.Rebuild;

/// <summary>Folds one stream into the rows that its appends have left in the read model.</summary>
internal interface IStreamReplay
{
    /// <summary>One more event; events whose content was removed for good are not among them.</summary>
    void Add(RecordedEvent recorded);

    /// <summary>The inserts of all its rows; other statements among them mean nothing.</summary>
    ImmutableArray<Statement> Rows();
}
