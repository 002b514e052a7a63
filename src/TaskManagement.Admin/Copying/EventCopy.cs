using System.Collections.Immutable;
using TaskManagement.Admin.Rows;
using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Stores;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;

namespace TaskManagement.Admin.Copying;

/// <summary>
/// Copies events byte for byte. Each goes to the partition that its stream has in the target, under the next sequence
/// there; with as many partitions as before that is the place that it had.
/// </summary>
internal sealed class EventCopy(IStore source, CopyTarget target, CopyPlan plan)
{
    private const string MovePartition = "UPDATE partitions SET head = @p1, last_at = @p2 WHERE partition = @p0";
    private const string SelectHeads = "SELECT head, last_at FROM partitions ORDER BY partition";

    private static readonly Table Events = ReleaseSchema.Table("events");
    private static readonly int Partition = Events.IndexOf("partition");
    private static readonly int Sequence = Events.IndexOf("sequence");
    private static readonly int Stream = Events.IndexOf("stream");
    private static readonly int Data = Events.IndexOf("data");
    private static readonly int At = Events.IndexOf("at");

    private readonly List<object?[]> _rows = [];
    private long _characters;
    private readonly HashSet<int> _moved = [];
    private (long Sequence, long At)[] _heads = [];

    /// <summary>Copies all that is not there yet.</summary>
    /// <returns>How many were copied.</returns>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var position = await target.PositionAsync(Events);
        ImmutableArray<long> done = position is null
            ? [.. Enumerable.Repeat(0L, plan.SourcePartitions)]
            : [.. Cells.FromText(position).Cast<long>()];
        _heads = [.. await target.Store.ReadAsync(
            new Statement(SelectHeads), row => (row.GetInt64(0), row.GetInt64(1)))];
        var merge = new EventMerge(source, done, plan.BatchRows);
        var copied = 0L;
        await foreach (var row in merge.ReadAsync())
        {
            Place(row);
            if (_rows.Count < plan.BatchRows && _characters < CopyPlan.BatchCharactersMax)
                continue;
            copied += await FlushAsync(merge);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return copied + await FlushAsync(merge);
    }

    private void Place(object?[] row)
    {
        var partition = StreamPartition.Of(new StreamName((string)row[Stream]!), plan.TargetPartitions);
        var head = _heads[partition].Sequence + 1;
        _heads[partition] = (head, (long)row[At]!);
        _moved.Add(partition);
        (row[Partition], row[Sequence]) = ((long)partition, head);
        _rows.Add(row);
        _characters += (row[Data] as string)?.Length ?? 0;
    }

    private async Task<int> FlushAsync(EventMerge merge)
    {
        var count = _rows.Count;
        if (count == 0)
            return 0;
        await target.WriteAsync(
            Events,
            _rows,
            Cells.ToText(merge.Done.Cast<object>()),
            [.. _moved.Select(moved => new Statement(MovePartition, moved, _heads[moved].Sequence, _heads[moved].At))]);
        _rows.Clear();
        _characters = 0;
        _moved.Clear();
        return count;
    }
}
