using System.Collections.Immutable;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.Tasks.Rebuild;

/// <summary>
/// Brings the rows of one stream to what its events say, while others append to it. Rows that are right are read and
/// left alone, so that where nothing is wrong nothing is written, and nobody waits.
/// </summary>
/// <remarks>
/// What was found wrong is mended behind a fence at the version that was read. What was found right is so for good:
/// an append writes all rows that its own change touches, and each was right before.
/// </remarks>
internal sealed class RowRepair(IDatabase database, IEventLog log)
{
    private const int AttemptsMax = 20;
    private const int PageEvents = 500;

    /// <summary>Compares and mends.</summary>
    /// <param name="category">The category of the stream.</param>
    /// <param name="owner">Its key.</param>
    /// <returns>Whether any row was wrong.</returns>
    public async Task<bool> RepairAsync(string category, Guid owner)
    {
        var stream = StreamName.Of(category, owner);
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var (version, rows) = await ReplayAsync(category, stream);
            var repairs = await RepairsAsync(category, owner, rows);
            if (repairs.IsEmpty)
                return false;
            if (await database.WriteAsync([.. StreamFence.At(log, stream, version), .. repairs])
                == WriteOutcome.Written)
                return true;
        }

        throw new TimeoutException($"{stream} was written {AttemptsMax} times while its rows were compared.");
    }

    private async Task<(long Version, ImmutableArray<Statement> Rows)> ReplayAsync(string category, StreamName stream)
    {
        var replay = ReplayOf(category);
        var (version, purged) = (0L, false);
        ImmutableArray<RecordedEvent> page;
        do
        {
            page = await log.ReadStreamAsync(stream, version, limit: PageEvents);
            foreach (var recorded in page)
            {
                version = recorded.Stored.Version;
                purged |= recorded.Event is Purged;
                if (!purged)
                    replay.Add(recorded);
            }
        }
        while (page.Length == PageEvents);
        return (version, purged ? [] : replay.Rows());
    }

    private static IStreamReplay ReplayOf(string category) => category switch
    {
        StreamNames.TaskCategory => new TaskReplay(),
        StreamNames.ListCategory => new ListReplay(),
        StreamNames.FeedsCategory => new FeedsReplay(),
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "No table follows from it."),
    };

    /// <summary>What is to be written to the tables whose rows of the stream are not what they should be.</summary>
    private async Task<ImmutableArray<Statement>> RepairsAsync(
        string category, Guid owner, ImmutableArray<Statement> rows)
    {
        var repairs = ImmutableArray.CreateBuilder<Statement>();
        foreach (var table in ReadModelTables.All.Where(table => table.Category == category))
        {
            var wanted = rows.Where(row => row.Sql == table.Insert).ToImmutableArray();
            var found = await database.ReadAsync(table.Select(owner), RowValues.Of);
            if (found.Length == wanted.Length
                && found.ToHashSet(RowValues.Comparer).SetEquals(wanted.Select(RowValues.Of)))
                continue;
            repairs.Add(table.Delete(owner));
            repairs.AddRange(wanted);
        }

        return repairs.ToImmutable();
    }
}
