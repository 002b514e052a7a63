using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using TaskManagement.Admin.Stores;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Admin.Checking;

/// <summary>A stream whose head does not fit its events.</summary>
/// <param name="Head">The version that it says; 0 where it has none.</param>
/// <param name="Events">How many events it has.</param>
/// <param name="LastVersion">The version of the last of them.</param>
internal sealed record StreamHeads(string Stream, long Head, long Events, long LastVersion)
{
    private const int PageStreams = 5000;

    private const string SelectHeads = """
        SELECT stream, version FROM streams WHERE stream > @p0 ORDER BY stream LIMIT @p1
        """;

    private const string SelectEvents = """
        SELECT stream, count(*), max(version) FROM events WHERE stream > @p0 AND stream <= @p1 GROUP BY stream
        """;

    private const string SelectEventsAtTheEnd = """
        SELECT stream, count(*), max(version) FROM events WHERE stream > @p0 GROUP BY stream
        """;

    private bool IsWrong => Head != LastVersion || Head != Events;

    /// <summary>
    /// All that there are. Heads and events are read by the order of an index, page by page, and joined here: SQLite
    /// joins the two by going through one of them again for each row of the other.
    /// </summary>
    public static async IAsyncEnumerable<StreamHeads> WrongAsync(
        IStore store, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? after = ""; after is not null;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var heads = await store.ReadAsync(
                new Statement(SelectHeads, after, PageStreams),
                row => (Stream: row.GetString(0), Version: row.GetInt64(1)));
            var last = heads.Length < PageStreams ? null : heads[^1].Stream;
            var events = await store.ReadAsync(
                last is null ? new Statement(SelectEventsAtTheEnd, after) : new Statement(SelectEvents, after, last),
                row => new StreamHeads(row.GetString(0), 0, row.GetInt64(1), row.GetInt64(2)));
            foreach (var stream in Join(heads.ToDictionary(head => head.Stream, head => head.Version), events))
                yield return stream;
            after = last;
        }
    }

    private static IEnumerable<StreamHeads> Join(Dictionary<string, long> heads, ImmutableArray<StreamHeads> events)
    {
        foreach (var stream in events)
        {
            heads.Remove(stream.Stream, out var head);
            if (stream with { Head = head } is { IsWrong: true } wrong)
                yield return wrong;
        }

        foreach (var (stream, head) in heads)
            yield return new StreamHeads(stream, head, 0, 0);
    }
}
