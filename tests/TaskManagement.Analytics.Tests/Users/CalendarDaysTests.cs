using TaskManagement.Analytics.Users;
using TaskManagement.Contracts.Analytics;

namespace TaskManagement.Analytics.Tests.Users;

public sealed class CalendarDaysTests
{
    [Theory]
    [InlineData("Etc/UTC", "2026-03-29", 24)]
    [InlineData("Europe/Vienna", "2026-03-28", 24)]
    [InlineData("Europe/Vienna", "2026-03-29", 23)]
    [InlineData("Europe/Vienna", "2026-10-25", 25)]
    [InlineData("America/Havana", "2026-03-08", 23)]
    [InlineData("America/Havana", "2026-11-01", 25)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", 24.5)]
    public void Starts_WhenClocksChange_ThenTheDayHasItsRealLength(string zone, string day, double hours)
    {
        var days = Days(day, day, zone);

        Assert.Equal(TimeSpan.FromHours(hours), days.Starts[1] - days.Starts[0]);
    }

    [Fact]
    public void Starts_WhenMidnightIsSkipped_ThenTheDayBeginsWithWhatClocksShowNext() => Assert.Equal(
        new DateTimeOffset(2026, 3, 8, 5, 0, 0, TimeSpan.Zero),
        Days("2026-03-08", "2026-03-08", "America/Havana").Starts[0]);

    [Fact]
    public void Preceding_WhenTheRangeHasThreeDays_ThenTheThreeBeforeIt() => Assert.Equal<DateOnly>(
        [new DateOnly(2026, 2, 26), new DateOnly(2026, 2, 27), new DateOnly(2026, 2, 28)],
        Days("2026-03-01", "2026-03-03", "Europe/Vienna").Preceding().Days);

    [Theory]
    [InlineData("2026-03-02", "2026-03-01", "Etc/UTC", "range")]
    [InlineData("2025-01-01", "2026-01-02", "Etc/UTC", "range")]
    [InlineData("1969-12-31", "1970-01-02", "Etc/UTC", "range")]
    [InlineData("9999-12-30", "9999-12-31", "Etc/UTC", "range")]
    [InlineData("2026-03-01", "2026-03-02", "Europe/Atlantis", "timeZone")]
    [InlineData("2026-03-01", "2026-03-02", "../../etc/passwd", "timeZone")]
    [InlineData("2026-03-01", "2026-03-02", "", "timeZone")]
    public void Of_WhenTheRangeIsWrong_ThenTheFieldIsNamed(string from, string to, string zone, string field)
    {
        var days = CalendarDays.Of(Range(from, to, zone));

        Assert.Equal([field], days.Refusal?.Fields.Keys);
    }

    [Fact]
    public void Of_WhenTheRangeIsALeapYear_ThenItIsAnswered() =>
        Assert.Equal(366, Days("2024-01-01", "2024-12-31", "Europe/Vienna").Days.Length);

    private static CalendarDays Days(string from, string to, string zone) =>
        CalendarDays.Of(Range(from, to, zone)).Value ?? throw new InvalidOperationException("It was refused.");

    private static DayRange Range(string from, string to, string zone) => new(Day(from), Day(to), zone);

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", null);
}
