using System.Collections.Immutable;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Log;

namespace TaskManagement.Tasks.Relations;

/// <summary>The order of a list, folded from its stream and kept for the next act.</summary>
internal sealed class TaskOrderStream(IEventLog log, ListId list)
{
    private const int SnapshotEveryEvents = 100;
    private const int SnapshotShare = 4;

    private TaskOrder? _order;
    private long _snapshotVersion;

    /// <summary>The list.</summary>
    public ListId List { get; } = list;

    private StreamName Stream => StreamNames.OfOrder(List);

    /// <summary>The order as the log has it.</summary>
    public async Task<TaskOrder> ReadAsync()
    {
        if (_order is null && await log.ReadSnapshotAsync<TaskOrder>(Stream, TaskOrder.SnapshotSchema) is { } snapshot)
            (_order, _snapshotVersion) = (snapshot.State, snapshot.Version);
        var order = _order ?? TaskOrder.Empty;
        foreach (var recorded in await log.ReadStreamAsync(Stream, order.Version))
            order = order.Evolve((TaskOrderEvent)recorded.Event);
        _order = order;
        // The longer the order, the rarer: an import of many subtasks must not write all of them over and over.
        if (order.Version - _snapshotVersion >= Math.Max(SnapshotEveryEvents, _snapshotVersion / SnapshotShare))
        {
            _snapshotVersion = order.Version;
            await log.WriteSnapshotAsync(
                Stream, TaskOrder.SnapshotSchema, new Snapshot<TaskOrder>(order.Version, order));
        }

        return order;
    }

    /// <summary>What an act adds to it. It has no rows: the tasks show their relations themselves.</summary>
    public Companion Append(long version, IEnumerable<TaskOrderEvent> events) =>
        new(new StreamAppend(Stream, version, [.. events.Cast<IDomainEvent>()]), []);
}
