using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using TaskManagement.Admin.Rows;
using TaskManagement.Admin.Schema;
using TaskManagement.Admin.Stores;
using TaskManagement.EventLog.Codec;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;

namespace TaskManagement.Admin.Checking;

/// <summary>
/// Reads a whole log: digests fit their events, sequences are dense, instants never go back, heads are where the events
/// end, and no checkpoint is ahead of them.
/// </summary>
internal sealed class LogCheck
{
    private const int PageRows = 500;
    private const int FaultsMax = 20;

    private const string SelectPartitions = "SELECT partition, head FROM partitions ORDER BY partition";

    private const string SelectStrayPartitions = """
        SELECT partition, count(*) FROM events WHERE partition NOT IN (SELECT partition FROM partitions)
        GROUP BY partition
        """;

    private const string SelectAhead = """
        SELECT c.consumer, c.partition, c.sequence, p.head
        FROM checkpoints c LEFT JOIN partitions p ON p.partition = c.partition
        WHERE p.head IS NULL OR c.sequence > p.head
        """;

    private static readonly Table Events = ReleaseSchema.Table("events");

    private readonly IStore _store;
    private readonly List<string> _faults = [];
    private long _faultCount;

    private LogCheck(IStore store) => _store = store;

    /// <summary>Checks the log of a database.</summary>
    public static async Task<LogReport> RunAsync(IStore store, CancellationToken cancellationToken)
    {
        var check = new LogCheck(store);
        var partitions = await store.ReadAsync(
            new Statement(SelectPartitions), row => (Partition: row.GetInt32(0), Head: row.GetInt64(1)));
        await check.StrayAsync();
        var reports = ImmutableArray.CreateBuilder<PartitionReport>(partitions.Length);
        foreach (var (partition, head) in partitions)
            reports.Add(await check.PartitionAsync(partition, head, partitions.Length, cancellationToken));
        await check.RestAsync(cancellationToken);
        return new LogReport(reports.MoveToImmutable(), [.. check._faults], check._faultCount);
    }

    private async Task<PartitionReport> PartitionAsync(
        int partition, long head, int partitions, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (count, last) = (0L, new EventPlace(0, 0));
        while (true)
        {
            var page = await _store.ReadAsync(
                TableStatements.PartitionPage(Events, partition, last.Sequence, PageRows), Cells.Read);
            if (page.IsEmpty)
                break;
            foreach (var row in page)
            {
                last = Check(row, last, partitions);
                hash.AppendData(Cell<byte[]>(row, "digest"));
            }

            count += page.Length;
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (last.Sequence != head)
            Report($"Partition {partition} ends at sequence {last.Sequence}, and its head says {head}.");
        return new PartitionReport(partition, count, last.Sequence, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private EventPlace Check(object?[] row, EventPlace before, int partitions)
    {
        var place = new EventPlace(Cell<long>(row, "sequence"), Cell<long>(row, "at"));
        var partition = Cell<long>(row, "partition");
        var name = string.Create(
            CultureInfo.InvariantCulture, $"Event {place.Sequence} of partition {partition}");
        if (place.Sequence != before.Sequence + 1)
            Report($"{name} follows {before.Sequence}: what lies between is missing.");
        if (place.At < before.At)
            Report($"{name} was recorded before the one that precedes it.");
        if (StreamPartition.Of(new StreamName(Cell<string>(row, "stream")), partitions) != partition)
            Report($"{name} lies in another partition than its stream.");
        if (row[Events.IndexOf("data")] is string data && !IsSealed(row, data))
            Report($"{name} is not what it was when it was recorded: its digest does not fit.");
        return place;
    }

    private static bool IsSealed(object?[] row, string data) =>
        row[Events.IndexOf("salt")] is byte[] salt
        && EventCodec.Digest(salt, data).AsSpan().SequenceEqual(Cell<byte[]>(row, "digest"));

    /// <summary>First, since it explains much of what would follow.</summary>
    private async Task StrayAsync()
    {
        foreach (var row in await _store.ReadAsync(new Statement(SelectStrayPartitions), Cells.Read))
            Report($"{row[1]} events lie in partition {row[0]}, which does not exist.");
    }

    private async Task RestAsync(CancellationToken cancellationToken)
    {
        await foreach (var (name, head, events, last) in StreamHeads.WrongAsync(_store, cancellationToken))
            Report($"The stream {name} has {events} events up to {last}, and its head is {head}.");

        foreach (var row in await _store.ReadAsync(new Statement(SelectAhead), Cells.Read))
            Report($"The consumer '{row[0]}' has done {row[2]} events of partition {row[1]}, which has {row[3] ?? 0}.");
    }

    private void Report(FormattableString fault)
    {
        _faultCount++;
        if (_faults.Count < FaultsMax)
            _faults.Add(fault.ToString(CultureInfo.InvariantCulture));
    }

    private static T Cell<T>(object?[] row, string column) => (T)row[Events.IndexOf(column)]!;

    /// <summary>Where an event lies and when it was recorded.</summary>
    private readonly record struct EventPlace(long Sequence, long At);
}
