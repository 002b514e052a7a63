using System.Collections.Immutable;
using TaskManagement.Analytics.RollUps;
using TaskManagement.Analytics.Users;
using TaskManagement.Contracts.Analytics;

namespace TaskManagement.Analytics.Tests.Users;

public sealed class UserNumbersTests
{
    private static readonly DayRange Range = new(new(2026, 3, 28), new(2026, 3, 30), "Europe/Vienna");

    [Fact]
    public void Of_WhenThereIsNothing_ThenZerosAndNoRates()
    {
        var numbers = Numbers(new UserTotals(0, 0));

        Assert.Null(numbers.CompletionRate);
        Assert.Null(numbers.AverageCompletionSeconds);
        Assert.Equal(new CompletionTrend(0, 0, "flat"), numbers.Trend);
        Assert.Equal<DailyCount>(
            [new(new(2026, 3, 28), 0), new(new(2026, 3, 29), 0), new(new(2026, 3, 30), 0)],
            numbers.DailyCompletions);
    }

    [Fact]
    public void Of_WhenCompletionsLieAtTheEdgesOfShortDays_ThenEachCountsOnItsDay()
    {
        // Clocks go forward in the night to the 29th: it begins at 23:00 UTC and ends at 22:00.
        var numbers = Numbers(
            new UserTotals(9, 4),
            Slot("2026-03-28T22:45:00Z", 1, 0),
            Slot("2026-03-28T23:00:00Z", 2, 0),
            Slot("2026-03-29T21:45:00Z", 4, 0),
            Slot("2026-03-29T22:00:00Z", 8, 0));

        Assert.Equal([1, 6, 8], numbers.DailyCompletions.Select(day => day.Count));
    }

    [Fact]
    public void Of_WhenThereAreCompletions_ThenTheAverageIsOverThoseOfTheRange()
    {
        var numbers = Numbers(
            new UserTotals(8, 2),
            Slot("2026-03-25T12:00:00Z", 1, 9_000_000),
            Slot("2026-03-28T12:00:00Z", 1, 1_500),
            Slot("2026-03-29T12:00:00Z", 3, 4_500));

        Assert.Equal(0.25, numbers.CompletionRate);
        Assert.Equal(1.5, numbers.AverageCompletionSeconds);
        Assert.Equal(new CompletionTrend(4, 1, "up"), numbers.Trend);
    }

    [Fact]
    public void Of_WhenTheRangeBeforeWasBusier_ThenTheTrendIsDown() => Assert.Equal(
        new CompletionTrend(1, 2, "down"),
        Numbers(new UserTotals(3, 3), Slot("2026-03-27T22:45:00Z", 2, 0), Slot("2026-03-27T23:00:00Z", 1, 0)).Trend);

    private static UserAnalytics Numbers(UserTotals totals, params ImmutableArray<SlotSum> slots) =>
        UserNumbers.Of(Range, CalendarDays.Of(Range).Value!, totals, slots);

    private static SlotSum Slot(string instant, long completions, long milliseconds) =>
        new(QuarterHour.Of(DateTimeOffset.Parse(instant, null)), completions, milliseconds);
}
