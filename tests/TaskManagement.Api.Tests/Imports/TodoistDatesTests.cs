using TaskManagement.Api.Imports.Todoist;

namespace TaskManagement.Api.Tests.Imports;

public sealed class TodoistDatesTests
{
    /// <summary>A Wednesday.</summary>
    private static readonly DateTimeOffset Now = new(2026, 4, 15, 22, 30, 0, TimeSpan.Zero);

    private static readonly TimeZoneInfo Vienna = TimeZoneInfo.FindSystemTimeZoneById("Europe/Vienna");

    [Theory]
    [InlineData("2026-05-01", "2026-05-01")]
    [InlineData("1 May", "2026-05-01")]
    [InlineData("May 1st", "2026-05-01")]
    [InlineData("1 April", "2027-04-01")]
    [InlineData("29 Feb", "2028-02-29")]
    [InlineData("Sep 3, 2027", "2027-09-03")]
    [InlineData("today", "2026-04-16")]
    [InlineData("Tomorrow", "2026-04-17")]
    [InlineData("2026-05-01T09:00:00Z", "2026-05-01T09:00:00Z")]
    [InlineData("2026-05-01T09:00:00", "2026-05-01T07:00:00Z")]
    [InlineData("2026-05-01 09:00", "2026-05-01T07:00:00Z")]
    [InlineData("1 May @ 14:30", "2026-05-01T12:30:00Z")]
    [InlineData("may 1 at 9am", "2026-05-01T07:00:00Z")]
    [InlineData("tomorrow 12:15 am", "2026-04-16T22:15:00Z")]
    [InlineData("2026-03-29 02:30", "2026-03-29T01:30:00Z")]
    [Trait("Peer", "14")]
    public void Parse_WhenItNamesADay_ThenThatDayInItsZone(string text, string expected)
    {
        var date = Parse(text);
        Assert.Equal(expected, date?.Date.ToString());
        Assert.Equal(expected.Length == 10 ? "Europe/Vienna" : null, date!.Zone);
        Assert.Null(date.Recurrence);
    }

    [Theory]
    [InlineData("every day", "FREQ=DAILY", "2026-04-16")]
    [InlineData("daily", "FREQ=DAILY", "2026-04-16")]
    [InlineData("Every 3 days", "FREQ=DAILY;INTERVAL=3", "2026-04-16")]
    [InlineData("every other week", "FREQ=WEEKLY;INTERVAL=2", "2026-04-16")]
    [InlineData("every 2 weeks", "FREQ=WEEKLY;INTERVAL=2", "2026-04-16")]
    [InlineData("every month", "FREQ=MONTHLY", "2026-04-16")]
    [InlineData("every quarter", "FREQ=MONTHLY;INTERVAL=3", "2026-04-16")]
    [InlineData("yearly", "FREQ=YEARLY", "2026-04-16")]
    [InlineData("every monday", "FREQ=WEEKLY;BYDAY=MO", "2026-04-20")]
    [InlineData("every mon, wed and fri", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-04-17")]
    [InlineData("every other tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-04-21")]
    [InlineData("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-04-16")]
    [InlineData("every weekend", "FREQ=WEEKLY;BYDAY=SU,SA", "2026-04-18")]
    [InlineData("every 15th", "FREQ=MONTHLY;BYMONTHDAY=15", "2026-05-15")]
    [InlineData("every 1st and 15th", "FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-05-01")]
    [InlineData("every last day", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-04-30")]
    [InlineData("every 1st monday", "FREQ=MONTHLY;BYDAY=1MO", "2026-05-04")]
    [InlineData("every last friday", "FREQ=MONTHLY;BYDAY=-1FR", "2026-04-24")]
    [InlineData("every jan 15", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15", "2027-01-15")]
    [InlineData("every 29 feb", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2028-02-29")]
    [InlineData("every day starting 1 May", "FREQ=DAILY", "2026-05-01")]
    [InlineData("every monday until 2026-12-31", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231", "2026-04-20")]
    [InlineData("every day at 9am", "FREQ=DAILY", "2026-04-16T07:00:00Z")]
    [InlineData("every monday @ 18:00", "FREQ=WEEKLY;BYDAY=MO", "2026-04-20T16:00:00Z")]
    [Trait("Peer", "12")]
    public void Parse_WhenItRecurs_ThenRuleAndFirstDay(string text, string rule, string first)
    {
        var date = Parse(text);
        Assert.Equal(rule, date?.Recurrence?.Rule);
        Assert.Equal(first, date!.Date.ToString());
        Assert.Equal(("Europe/Vienna", false), (date.Recurrence!.TimeZone, date.Recurrence.AfterCompletion));
    }

    [Fact]
    public void Parse_WhenItCountsFromCompletion_ThenSo()
    {
        Assert.True(Parse("every! 3 days")!.Recurrence!.AfterCompletion);
        Assert.Null(Parse("every! monday"));
    }

    [Theory]
    [InlineData("when the moon is full")]
    [InlineData("next week")]
    [InlineData("03/04/2026")]
    [InlineData("31 feb")]
    [InlineData("every")]
    [InlineData("every day until never")]
    [InlineData("every 0 days")]
    [InlineData("every 32nd")]
    [InlineData("every today")]
    [InlineData("every day at 25:00")]
    [InlineData("13:00pm")]
    public void Parse_WhenItIsNotKnown_ThenNothingIsGuessed(string text) => Assert.Null(Parse(text));

    [Fact]
    public void Parse_WhenInAnotherLanguage_ThenOnlyItsDaysAreRead()
    {
        Assert.Null(Parse("every day", "de"));
        Assert.Null(Parse("1 may", "de"));
        Assert.Equal("2026-05-01T07:00:00Z", Parse("2026-05-01 09:00", "de")?.Date.ToString());
    }

    private static TodoistDate? Parse(string text, string language = "en") =>
        new TodoistDates(Now).Parse(text, language, Vienna);
}
