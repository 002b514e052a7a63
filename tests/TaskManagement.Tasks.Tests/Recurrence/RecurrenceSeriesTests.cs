using NodaTime;
using NodaTime.Text;
using TaskManagement.Tasks.Recurrence;
using Xunit;

namespace TaskManagement.Tasks.Tests.Recurrence;

public sealed class RecurrenceSeriesTests
{
    [Theory]
    [Trait("Peer", "14")]
    [InlineData("Europe/Berlin", "2026-03-28T02:30:00", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z")]
    [InlineData("Europe/Berlin", "2026-10-24T02:30:00", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("America/Sao_Paulo", "2018-11-03T00:00:00", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-03T02:10:00", "2026-10-03T15:40:00Z", "2026-10-04T15:10:00Z")]
    [InlineData("Pacific/Apia", "2011-12-29T09:00:00", "2011-12-30T19:00:00Z", "2011-12-31T19:00:00Z")]
    public void Following_WhenClocksChange_ThenShiftsThatDayAlone(string zone, string start, params string[] expected)
    {
        var days = Series("FREQ=DAILY", start, zone).Following().Take(expected.Length);

        Assert.Equal(expected, days.Select(day => day.Instant.ToString()));
    }

    [Theory]
    [InlineData("FREQ=MONTHLY", "2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2028-01-31", "2028-02-29", "2028-03-31")]
    [InlineData("FREQ=YEARLY", "2028-02-29", "2032-02-29", "2036-02-29")]
    [InlineData("FREQ=YEARLY", "2096-02-29", "2104-02-29")]
    public void Following_WhenMonthsAreShort_ThenSkipsDaysThatTheyLack(
        string rule, string start, params string[] expected) =>
        Assert.Equal(expected, Days(rule, start).Take(expected.Length));

    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=MO", "2026-03-04", "2026-03-09", "2026-03-16")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO", "1997-08-05", "1997-08-10", "1997-08-19")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "1997-08-05", "1997-08-17", "1997-08-19")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2", "2026-03-06", "2026-03-11", "2026-03-18")]
    [InlineData("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2026-01-01", "2026-02-13", "2026-03-13", "2026-11-13")]
    [InlineData("FREQ=YEARLY;BYDAY=20MO", "1997-05-19", "1998-05-18", "1999-05-17")]
    [InlineData("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05", "2000-11-07")]
    public void Following_WhenRuleIsOfTheStandard_ThenIsWhatItSays(
        string rule, string start, params string[] expected) =>
        Assert.Equal(expected, Days(rule, start).Take(expected.Length));

    [Theory]
    [InlineData("FREQ=DAILY;COUNT=3", 2)]
    [InlineData("FREQ=DAILY;COUNT=1", 0)]
    [InlineData("FREQ=WEEKLY;BYDAY=MO;COUNT=3", 2)]
    [InlineData("FREQ=DAILY;UNTIL=20260307", 3)]
    [InlineData("FREQ=DAILY;UNTIL=20260307T090000", 3)]
    [InlineData("FREQ=DAILY;UNTIL=20260307T085959", 2)]
    [InlineData("FREQ=DAILY;UNTIL=20260307T080000Z", 3)]
    [InlineData("FREQ=DAILY;UNTIL=20260307T075959Z", 2)]
    public void Following_WhenRuleEnds_ThenTheStartIsItsFirst(string rule, int more) =>
        Assert.Equal(more, Series(rule, "2026-03-04T09:00:00").Following().Count());

    [Theory]
    [InlineData("FREQ=DAILY", "2026-03-04T09:00:00", "2026-03-01T00:00:00Z", "2026-03-05T08:00:00Z")]
    [InlineData("FREQ=DAILY", "2026-03-04T09:00:00", "2026-03-09T07:59:59Z", "2026-03-09T08:00:00Z")]
    [InlineData("FREQ=DAILY", "2026-03-04T09:00:00", "2026-03-09T08:00:00Z", "2026-03-10T08:00:00Z")]
    [InlineData("FREQ=DAILY;INTERVAL=3", "2026-03-04T09:00:00", "2026-03-09T08:00:00Z", "2026-03-10T08:00:00Z")]
    [InlineData("FREQ=DAILY;COUNT=6", "2026-03-04T09:00:00", "2026-03-09T07:00:00Z", "2026-03-09T08:00:00Z")]
    [InlineData("FREQ=DAILY;COUNT=6", "2026-03-04T09:00:00", "2026-03-09T08:00:00Z", null)]
    [InlineData("FREQ=DAILY;UNTIL=20260308", "2026-03-04T09:00:00", "2026-03-08T08:00:00Z", null)]
    public void NextAfter_WhenOccurrencesHavePassed_ThenSkipsThem(
        string rule, string start, string passed, string? expected) =>
        Assert.Equal(expected, Series(rule, start).NextAfter(Instant(passed))?.Instant.ToString());

    [Theory]
    [InlineData("2026-03-04T12:00:00Z", "2026-03-05")]
    [InlineData("2026-03-09T22:59:59Z", "2026-03-09")]
    [InlineData("2026-03-09T23:00:00Z", "2026-03-10")]
    public void NextAfter_WhenDaysHaveEndedInTheirZone_ThenSkipsThem(string passed, string expected)
    {
        var series = Series("FREQ=DAILY", "2026-03-04T00:00:00") with { WholeDays = true };

        Assert.Equal(expected, Iso(series.NextAfter(Instant(passed))!.Value));
    }

    [Theory]
    [Trait("Peer", "13")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30,31;BYDAY=MO,TU")]
    [InlineData("FREQ=DAILY;BYDAY=MO;BYSETPOS=2")]
    [InlineData("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31")]
    [InlineData("FREQ=YEARLY;INTERVAL=1000")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;UNTIL=99991231T235959Z")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=10000")]
    public void NextAfter_WhenRuleNeverOccurs_ThenGivesUpAtItsHorizon(string rule)
    {
        var series = Series(rule, "1900-02-01T09:00:00", "UTC");

        Assert.Null(series.NextAfter(Instant("2999-12-31T00:00:00Z")));
    }

    private static RecurrenceSeries Series(string rule, string start, string zone = "Europe/Berlin") => new(
        RecurrenceRuleParser.Parse(rule, out _)!,
        DateTimeZoneProviders.Tzdb[zone],
        LocalDateTimePattern.ExtendedIso.Parse(start).Value);

    private static IEnumerable<string> Days(string rule, string start) =>
        Series(rule, start + "T09:00:00").Following().Select(Iso);

    private static string Iso(Occurrence occurrence) => LocalDatePattern.Iso.Format(occurrence.Local.Date);

    private static Instant Instant(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
