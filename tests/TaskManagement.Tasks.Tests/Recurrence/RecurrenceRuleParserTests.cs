using TaskManagement.Tasks.Recurrence;
using Xunit;

namespace TaskManagement.Tasks.Tests.Recurrence;

public sealed class RecurrenceRuleParserTests
{
    [Theory]
    [InlineData("FREQ=DAILY", "FREQ=DAILY")]
    [InlineData("FREQ=DAILY;", "FREQ=DAILY")]
    [InlineData(" rrule:freq=weekly;interval=2;byday=th,mo;wkst=su ", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=SU")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR,+2TU", "FREQ=MONTHLY;BYDAY=2TU,-1FR")]
    [InlineData("BYMONTHDAY=15,-1,15;FREQ=MONTHLY;INTERVAL=1", "FREQ=MONTHLY;BYMONTHDAY=-1,15")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")]
    [InlineData("FREQ=YEARLY;BYDAY=53MO;COUNT=3", "FREQ=YEARLY;BYDAY=53MO;COUNT=3")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;UNTIL=20300101T000000Z", "FREQ=YEARLY;BYMONTH=2;UNTIL=20300101T000000Z")]
    [InlineData("FREQ=DAILY;UNTIL=20300101", "FREQ=DAILY;UNTIL=20300101")]
    public void Parse_WhenRuleIsFine_ThenKeepsItInOneForm(string text, string kept)
    {
        Assert.Equal(kept, RecurrenceRuleParser.Parse(text, out var complaint)?.ToString());
        Assert.Null(complaint);
        Assert.Equal(kept, RecurrenceRuleParser.Parse(kept, out _)?.ToString());
    }

    [Theory]
    [InlineData("", "FREQ is missing; give FREQ=DAILY")]
    [InlineData("INTERVAL=2", "FREQ is missing; give FREQ=DAILY")]
    [InlineData("FREQ=HOURLY", "FREQ=HOURLY is no frequency of days; give DAILY")]
    [InlineData("FREQ=DAILY;BYWEEKNO=1", "part BYWEEKNO is not known; use FREQ")]
    [InlineData("FREQ=DAILY;=1", "part  is not known")]
    [InlineData("FREQ=DAILY;INTERVAL", "INTERVAL has no value; give one")]
    [InlineData("FREQ=DAILY;INTERVAL=", "INTERVAL has no value; give one")]
    [InlineData("FREQ=DAILY;FREQ=WEEKLY", "FREQ is there twice; keep one")]
    [InlineData("FREQ=DAILY;INTERVAL=0", "INTERVAL=0 is out of range; give 1 to 1000")]
    [InlineData("FREQ=DAILY;INTERVAL=99999999999", "INTERVAL=99999999999 is out of range; give 1 to 1000")]
    [InlineData("FREQ=DAILY;COUNT=0", "COUNT=0 is out of range; give 1 to 10000")]
    [InlineData("FREQ=DAILY;BYMONTH=13", "BYMONTH holds 13; give 1 to 12")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY holds 0; give 1 to 31, or -1 to -31 from the end")]
    [InlineData("FREQ=MONTHLY;BYDAY=XX", "BYDAY holds XX; give days such as MO")]
    [InlineData("FREQ=MONTHLY;BYDAY=0MO", "BYDAY holds 0MO; give days such as MO")]
    [InlineData("FREQ=MONTHLY;BYDAY=6MO", "BYDAY=6MO is out of range; number the days 1 to 5")]
    [InlineData("FREQ=YEARLY;BYDAY=-2147483648MO", "BYDAY=-2147483648MO is out of range; number the days 1 to 53")]
    [InlineData("FREQ=WEEKLY;BYDAY=1MO", "BYDAY=1MO counts within a month or year; use FREQ=MONTHLY")]
    [InlineData("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY does not go with FREQ=WEEKLY; use MONTHLY")]
    [InlineData("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS needs days to choose from; add BYDAY")]
    [InlineData("FREQ=DAILY;COUNT=2;UNTIL=20300101", "COUNT and UNTIL exclude each other; keep one")]
    [InlineData("FREQ=DAILY;UNTIL=tomorrow", "UNTIL=TOMORROW is no time; give 20270131")]
    [InlineData("FREQ=WEEKLY;WKST=1", "WKST=1 is no day; give MO to SU")]
    public void Parse_WhenRuleIsWrong_ThenNamesThePartAndTheFix(string text, string complaint)
    {
        Assert.Null(RecurrenceRuleParser.Parse(text, out var said));
        Assert.StartsWith(complaint, said);
    }

    [Fact]
    public void Parse_WhenRuleIsLong_ThenRefusesItUnread()
    {
        var text = "FREQ=MONTHLY;BYMONTHDAY=" + string.Join(',', Enumerable.Repeat("1", 1_000));

        Assert.Null(RecurrenceRuleParser.Parse(text, out var complaint));
        Assert.Equal($"has {text.Length} characters; shorten it to 500", complaint);
    }
}
