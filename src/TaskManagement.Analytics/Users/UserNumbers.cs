using System.Collections.Immutable;
using TaskManagement.Analytics.RollUps;
using TaskManagement.Contracts.Analytics;

namespace TaskManagement.Analytics.Users;

/// <summary>Sums of a user's tasks.</summary>
internal sealed record UserTotals(long Assigned, long Completed);

/// <summary>Completions of one quarter of an hour.</summary>
internal sealed record SlotSum(long Slot, long Completions, long Milliseconds);

/// <summary>Makes an answer of sums; pure.</summary>
internal static class UserNumbers
{
    private const double MillisecondsPerSecond = 1_000;

    /// <param name="range">As it was asked for.</param>
    /// <param name="days">Its days.</param>
    /// <param name="totals">The user's totals.</param>
    /// <param name="slots">The slots of these days and of the ones before them.</param>
    public static UserAnalytics Of(
        DayRange range, CalendarDays days, UserTotals totals, ImmutableArray<SlotSum> slots)
    {
        var daily = Daily(days, slots);
        var current = Within(slots, days);
        var completions = current.Sum(slot => slot.Completions);
        var before = Within(slots, days.Preceding()).Sum(slot => slot.Completions);
        return new UserAnalytics(
            range.From,
            range.To,
            range.TimeZone,
            (int)totals.Assigned,
            (int)totals.Completed,
            Ratio(totals.Completed, totals.Assigned),
            Ratio(current.Sum(slot => slot.Milliseconds) / MillisecondsPerSecond, completions),
            daily,
            new CompletionTrend((int)completions, (int)before, Direction(completions, before)));
    }

    private static ImmutableArray<DailyCount> Daily(CalendarDays days, ImmutableArray<SlotSum> slots)
    {
        var bounds = days.Starts.Select(QuarterHour.From).ToArray();
        var counts = new int[days.Days.Length];
        foreach (var slot in slots)
        {
            var day = Array.FindLastIndex(bounds, bound => bound <= slot.Slot);
            if (day >= 0 && day < counts.Length)
                counts[day] += (int)slot.Completions;
        }

        return [.. days.Days.Zip(counts, (date, count) => new DailyCount(date, count))];
    }

    private static ImmutableArray<SlotSum> Within(ImmutableArray<SlotSum> slots, CalendarDays days)
    {
        var (first, end) = (QuarterHour.From(days.Starts[0]), QuarterHour.From(days.Starts[^1]));
        return [.. slots.Where(slot => slot.Slot >= first && slot.Slot < end)];
    }

    private static double? Ratio(double part, long whole) => whole == 0 ? null : part / whole;

    private static string Direction(long current, long before) => current.CompareTo(before) switch
    {
        > 0 => "up",
        < 0 => "down",
        _ => "flat",
    };
}
