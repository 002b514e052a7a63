using System.Collections.Immutable;
using TaskManagement.Admin.Rows;
using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Stores;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Admin.Copying;

/// <summary>
/// What else changes where events come to lie in other partitions. A consumer's checkpoint says that it has done all
/// that lies before; among events in a new order that is true of none but the last place, and of that only if the
/// consumer had done everything before.
/// </summary>
internal sealed class Repartitioning(IStore source, CopyTarget target)
{
    private const string SelectConsumers = "SELECT DISTINCT consumer FROM checkpoints ORDER BY consumer";
    private const string SelectHeads = "SELECT partition, head FROM partitions ORDER BY partition";
    private const string SelectEvent = "SELECT stream, version FROM events WHERE partition = @p0 AND sequence = @p1";
    private const string SelectPlace = "SELECT partition, sequence FROM events WHERE stream = @p0 AND version = @p1";

    private static readonly Table Checkpoints = ReleaseSchema.Table("checkpoints");
    private static readonly Table DeadLetters = ReleaseSchema.Table("dead_letters");
    private static readonly int Partition = DeadLetters.IndexOf("partition");
    private static readonly int Sequence = DeadLetters.IndexOf("sequence");

    /// <summary>Lets every consumer begin behind all that is there.</summary>
    /// <returns>How many checkpoints were written.</returns>
    public async Task<long> SetCheckpointsAsync()
    {
        if (await target.PositionAsync(Checkpoints) is not null)
            return 0;
        var consumers = await source.ReadAsync(new Statement(SelectConsumers), row => row.GetString(0));
        var heads = await target.Store.ReadAsync(
            new Statement(SelectHeads), row => (Partition: row.GetInt64(0), Head: row.GetInt64(1)));
        var rows = consumers
            .SelectMany(consumer => heads, (consumer, head) => new object?[] { consumer, head.Partition, head.Head })
            .ToImmutableArray();
        await target.WriteAsync(Checkpoints, rows, "[]");
        return rows.Length;
    }

    /// <summary>Copies dead letters, each to where its event lies now.</summary>
    /// <returns>How many were copied.</returns>
    public Task<long> CopyDeadLettersAsync(TableCopy tables, CancellationToken cancellationToken) =>
        tables.RunAsync(DeadLetters, cancellationToken, MoveAsync);

    private async Task<object?[]> MoveAsync(object?[] row)
    {
        var @event = (await source.ReadAsync(
            new Statement(SelectEvent, row[Partition], row[Sequence]), Cells.Read)).Single();
        var place = (await target.Store.ReadAsync(
            new Statement(SelectPlace, @event[0], @event[1]), Cells.Read)).Single();
        var moved = row.ToArray();
        (moved[Partition], moved[Sequence]) = (place[0], place[1]);
        return moved;
    }
}
