using System.Collections.Immutable;
using TaskManagement.Admin.Stores;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Admin.Checking;

/// <summary>A consumer that has not done all events of a partition.</summary>
/// <param name="Events">How many are left.</param>
internal sealed record ConsumerLag(string Consumer, long Partition, long Events)
{
    private const string Select = """
        SELECT c.consumer, p.partition, p.head - coalesce(k.sequence, 0)
        FROM (SELECT DISTINCT consumer FROM checkpoints) c
        CROSS JOIN partitions p
        LEFT JOIN checkpoints k ON k.consumer = c.consumer AND k.partition = p.partition
        WHERE coalesce(k.sequence, 0) <> p.head
        ORDER BY c.consumer, p.partition
        """;

    /// <summary>All that there are.</summary>
    public static Task<ImmutableArray<ConsumerLag>> ReadAsync(IStore store) => store.ReadAsync(
        new Statement(Select), row => new ConsumerLag(row.GetString(0), row.GetInt64(1), row.GetInt64(2)));
}
