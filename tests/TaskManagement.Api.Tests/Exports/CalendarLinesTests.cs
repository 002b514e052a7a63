using System.Buffers;
using System.Text;
using NodaTime;
using TaskManagement.Api.Exports.Calendars;

namespace TaskManagement.Api.Tests.Exports;

public sealed class CalendarLinesTests
{
    private static readonly DateTimeOffset Until = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("a", 200)]
    [InlineData("ä", 100)]
    [InlineData("€", 100)]
    [InlineData("😀", 100)]
    public void Add_WhenLong_ThenFoldedWithinOctetsAndNeverWithinACharacter(string one, int times)
    {
        var value = string.Concat(Enumerable.Repeat(one, times));
        var lines = Written(calendar => calendar.Add("SUMMARY", value)).Split("\r\n");
        Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.All(lines[1..^1], line => Assert.StartsWith(" ", line, StringComparison.Ordinal));
        Assert.Equal($"SUMMARY:{value}", lines[0] + string.Concat(lines[1..^1].Select(line => line[1..])));
        Assert.Equal("", lines[^1]);
    }

    [Theory]
    [InlineData("a,b;c\\d", "a\\,b\\;c\\\\d")]
    [InlineData("a\nb\r\nc\rd", "a\\nb\\nc\\nd")]
    [InlineData("END:VTODO\u0007\u007f\t.", "END:VTODO\t.")]
    public void Text_WhenItHoldsWhatEndsAValue_ThenEscaped(string text, string expected) =>
        Assert.Equal(expected, CalendarLines.Text(text));

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Australia/Lord_Howe")]
    public void Zone_WhenToldByItsChanges_ThenGivesTheOffsetsOfTheZone(string name)
    {
        var zone = CalendarZones.Find(name)!;
        var text = Written(lines => new CalendarZones(lines, Until).Tell(zone));
        var changes = ToldZone.Changes(text);
        var end = Instant.FromDateTimeOffset(Until);
        for (var at = Instant.FromUtc(1971, 1, 1, 5, 0); at < end; at += Duration.FromDays(3))
        {
            var expected = (int)zone.GetUtcOffset(at).ToTimeSpan().TotalSeconds;
            Assert.Equal(expected, changes.Last(change => change.At <= at.ToDateTimeUtc()).Offset);
        }
    }

    [Fact]
    public void Zone_WhenToldTwice_ThenWrittenOnce()
    {
        var zone = CalendarZones.Find("Europe/Berlin")!;
        var text = Written(lines =>
        {
            var zones = new CalendarZones(lines, Until);
            zones.Tell(zone);
            zones.Tell(zone);
        });
        Assert.Equal(2, text.Split("BEGIN:VTIMEZONE").Length);
    }

    [Theory]
    [InlineData("20270301", true, "20270301")]
    [InlineData("20270301T080000", true, "20270301")]
    [InlineData("20270301T230000Z", true, "20270302")]
    [InlineData("20270301", false, "20270301T225959Z")]
    [InlineData("20270701T080000", false, "20270701T060000Z")]
    [InlineData("20270301T080000Z", false, "20270301T080000Z")]
    public void End_WhenTheRuleCountsDaysOrTimes_ThenInItsForm(string until, bool isDay, string expected) =>
        Assert.Equal(expected, CalendarEnd.Of(until, isDay, CalendarZones.Find("Europe/Berlin")));

    private static string Written(Action<CalendarLines> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        write(new CalendarLines(bytes));
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
