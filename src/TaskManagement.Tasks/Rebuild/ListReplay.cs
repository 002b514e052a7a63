using System.Collections.Immutable;
using TaskManagement.Contracts.Lists;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Lists;

namespace TaskManagement.Tasks.Rebuild;

/// <summary>A list, over again: all of its rows follow from how it stands.</summary>
internal sealed class ListReplay : IStreamReplay
{
    private ListState? _list;

    public void Add(RecordedEvent recorded) =>
        _list = ListEvolution.Evolve(_list, (ListEvent)recorded.Event, EventMetadata.Of(recorded));

    public ImmutableArray<Statement> Rows() => _list is { } list ? ListRows.Of(null, list) : [];
}
