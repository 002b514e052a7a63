using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.Extensions.Options;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.Tasks.Tasks.Scheduling;

namespace TaskManagement.Tasks.Due;

/// <summary>A task of which something is to be said.</summary>
/// <param name="LeadMinutes">How long before it is due its user wants to know.</param>
internal sealed record DueTask(TaskId Id, int LeadMinutes);

/// <summary>
/// Finds tasks of which something is to be said, by index: those of which all has been said have no row. Lead times are
/// another context's data; a consumer keeps those that differ from the default in <c>due_lead_times</c>.
/// </summary>
internal sealed class DueTasks(IDatabase database, IEventLog log, IOptions<DueOptions> options)
{
    private const string TimedSql = $"""
        SELECT s.task_id, coalesce(l.minutes, @p3) FROM task_signals s
        LEFT JOIN due_lead_times l ON l.user_id = s.user_id
        WHERE s.kind = '{SignalRows.TimedKind}' AND s.at <= @p0 AND s.share % @p1 = @p2
        ORDER BY s.at, s.task_id LIMIT @p4
        """;

    private const string SoonSql = $"""
        SELECT s.task_id, @p3 FROM task_signals s
        WHERE s.kind = '{SignalRows.DueSoonKind}' AND s.at <= @p0 AND s.share % @p1 = @p2
            AND NOT EXISTS (SELECT 1 FROM due_lead_times l WHERE l.user_id = s.user_id)
        ORDER BY s.at, s.task_id LIMIT @p4
        """;

    // From the users who have a lead time of their own, each a look into the index.
    private const string SoonByUserSql = $"""
        SELECT s.task_id, l.minutes FROM due_lead_times l
        JOIN task_signals s ON s.user_id = l.user_id AND s.kind = '{SignalRows.DueSoonKind}'
            AND s.at <= @p0 + l.minutes * 60000000
        WHERE s.share % @p1 = @p2
        LIMIT @p3
        """;

    /// <summary>Some of a partition's share, each once.</summary>
    public async Task<ImmutableArray<DueTask>> FindAsync(int partition, DateTimeOffset now, int limit)
    {
        var lead = options.Value.LeadMinutes;
        var timed = await database.ReadAsync(
            new Statement(TimedSql, now, log.Partitions, partition, lead, limit), Read);
        var soon = await database.ReadAsync(
            new Statement(SoonSql, now.AddMinutes(lead), log.Partitions, partition, lead, limit), Read);
        var byUser = await database.ReadAsync(
            new Statement(SoonByUserSql, now, log.Partitions, partition, limit), Read);
        return [.. timed.Concat(soon).Concat(byUser).DistinctBy(task => task.Id).Take(limit)];
    }

    private static DueTask Read(DbDataReader row) =>
        new(new TaskId(row.Uuid(0)), Convert.ToInt32(row.GetValue(1), null));
}
