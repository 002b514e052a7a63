using System.Collections.Immutable;
using TaskManagement.Admin.Rows;
using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Stores;

namespace TaskManagement.Admin.Copying;

/// <summary>
/// All events in the order in which they were recorded: by instant, then partition, then sequence. Within a partition
/// instants never go back, so merging the partitions is enough and nothing is sorted.
/// </summary>
/// <param name="after">The last sequence of each partition that is done with.</param>
internal sealed class EventMerge(IStore store, ImmutableArray<long> after, int rowsMax)
{
    private const int PageRowsMin = 16;

    private static readonly Table Events = ReleaseSchema.Table("events");
    private static readonly int Sequence = Events.IndexOf("sequence");
    private static readonly int At = Events.IndexOf("at");

    private readonly int _pageRows = Math.Max(PageRowsMin, rowsMax / after.Length);
    private readonly Queue<object?[]>[] _pages = [.. after.Select(_ => new Queue<object?[]>())];
    private readonly long[] _read = [.. after];
    private readonly PriorityQueue<int, (long At, int Partition)> _next = new();

    /// <summary>The last sequence of each partition that was given out.</summary>
    public long[] Done { get; } = [.. after];

    /// <summary>The events that are left.</summary>
    public async IAsyncEnumerable<object?[]> ReadAsync()
    {
        for (var partition = 0; partition < _pages.Length; partition++)
            await OfferAsync(partition);
        while (_next.TryDequeue(out var partition, out _))
        {
            var row = _pages[partition].Dequeue();
            Done[partition] = (long)row[Sequence]!;
            yield return row;
            await OfferAsync(partition);
        }
    }

    private async Task OfferAsync(int partition)
    {
        var page = _pages[partition];
        if (page.Count == 0)
            await FillAsync(partition, page);
        if (page.TryPeek(out var row))
            _next.Enqueue(partition, ((long)row[At]!, partition));
    }

    private async Task FillAsync(int partition, Queue<object?[]> page)
    {
        var query = TableStatements.PartitionPage(Events, partition, _read[partition], _pageRows);
        foreach (var row in await store.ReadAsync(query, Cells.Read))
        {
            page.Enqueue(row);
            _read[partition] = (long)row[Sequence]!;
        }
    }
}
