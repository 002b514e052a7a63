using System.Collections.Immutable;
using TaskManagement.Analytics.RollUps;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;

namespace TaskManagement.Analytics.Users;

/// <summary>Reads a user's roll-ups, summed over partitions.</summary>
internal sealed class UserRollUps(IDatabase database)
{
    private const string TotalsSql = """
        SELECT coalesce(sum(assigned), 0), coalesce(sum(completed), 0) FROM user_totals WHERE user_id = @p0
        """;

    private const string SlotsSql = """
        SELECT slot, sum(completions), sum(milliseconds)
        FROM user_completions
        WHERE user_id = @p0 AND slot >= @p1 AND slot < @p2
        GROUP BY slot
        """;

    /// <summary>What the user has and has done.</summary>
    public async Task<UserTotals> TotalsAsync(UserId user) => (await database.ReadAsync(
        new Statement(TotalsSql, user.Value), row => new UserTotals(row.GetInt64(0), row.GetInt64(1)))).Single();

    /// <summary>Completions from one instant up to another.</summary>
    public Task<ImmutableArray<SlotSum>> SlotsAsync(UserId user, DateTimeOffset from, DateTimeOffset until) =>
        database.ReadAsync(
            new Statement(SlotsSql, user.Value, QuarterHour.From(from), QuarterHour.From(until)),
            row => new SlotSum(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)));
}
