using NodaTime;
using NodaTime.Text;

namespace TaskManagement.Api.Exports.Calendars;

/// <summary>The UNTIL of a rule: a day where the rule counts days, an instant in UTC where it counts times.</summary>
internal static class CalendarEnd
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    private static readonly LocalDateTimePattern Local =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <param name="text">As the rule has it: a day, a local time or a time in UTC.</param>
    /// <param name="zone">Whose clocks the rule follows; <c>null</c> for UTC.</param>
    public static string Of(string text, bool isDay, DateTimeZone? zone)
    {
        var clocks = zone ?? DateTimeZone.Utc;
        if (Utc.Parse(text) is { Success: true } instant)
            return isDay ? Day.Format(instant.Value.InZone(clocks).Date) : text;
        if (Local.Parse(text) is { Success: true } local)
            return isDay ? Day.Format(local.Value.Date) : InUtc(local.Value, clocks);
        // The whole day is included.
        return isDay || Day.Parse(text) is not { Success: true } day
            ? text
            : InUtc(day.Value.At(new LocalTime(23, 59, 59)), clocks);
    }

    private static string InUtc(LocalDateTime local, DateTimeZone clocks) =>
        Utc.Format(local.InZoneLeniently(clocks).ToInstant());
}
