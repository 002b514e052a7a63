using System.Collections.Immutable;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Paging;

namespace TaskManagement.Tasks.History;

/// <summary>Reads what happened to a task or a list from its stream, newest first.</summary>
internal sealed class HistoryReader(IEventLog log, PageCursors cursors)
{
    /// <summary>A page of it.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="version">Its version now; the first page begins there.</param>
    /// <param name="page">Which page.</param>
    /// <param name="changes">What an event changed.</param>
    public async Task<Result<Page<HistoryEntry>>> ReadAsync(
        StreamName stream, long version, PageRequest page, Func<IDomainEvent, ImmutableArray<FieldChange>> changes)
    {
        if (Pages.Refuse(page) is { } refusal)
            return refusal;
        var query = $"history/{stream}";
        if (Pages.VersionAt(cursors, query, page.Cursor, version + 1) is not { } before)
            return Refusals.CursorInvalid;
        var recorded = await log.ReadStreamBackwardsAsync(stream, before, page.Limit + 1);
        return Pages.Of(
            [.. recorded.Select(one => Entry(one, changes))],
            page.Limit,
            last => Pages.CursorOf(cursors, query, last.Version));
    }

    private static HistoryEntry Entry(RecordedEvent recorded, Func<IDomainEvent, ImmutableArray<FieldChange>> changes)
    {
        var stored = recorded.Stored;
        return new HistoryEntry(
            stored.Version,
            stored.Type,
            stored.At,
            stored.Actor is { } actor ? new UserId(actor) : null,
            stored.Origin,
            recorded.Event is Purged ? [] : changes(recorded.Event));
    }
}
