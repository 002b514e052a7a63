using System.Globalization;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace TaskManagement.Api.Exports.Calendars;

/// <summary>
/// Time zones of a calendar (RFC 5545 §3.6.5): each is written before the first to-do that names it, change by change
/// as the zone's history has them, so that no rule of ours stands between the two.
/// </summary>
/// <param name="until">Changes later than this are not told; what holds then goes on.</param>
internal sealed class CalendarZones(CalendarLines lines, DateTimeOffset until)
{
    private static readonly Instant From = Instant.FromUtc(1970, 1, 1, 0, 0);

    private static readonly LocalDateTimePattern Local =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>A zone by its IANA name; <c>null</c> where none is known, or UTC is enough.</summary>
    public static DateTimeZone? Find(string? name) =>
        name is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is { } zone
            && !(zone.MinOffset == Offset.Zero && zone.MaxOffset == Offset.Zero)
                ? zone
                : null;

    /// <summary>Writes the zone where it has not been.</summary>
    public void Tell(DateTimeZone zone)
    {
        if (!_told.Add(zone.Id))
            return;
        lines.Add("BEGIN", "VTIMEZONE");
        lines.Add("TZID", zone.Id);
        foreach (var alike in Changes(zone).GroupBy(change => change with { Onset = "" }))
            Tell(alike.Key, [.. alike.Select(change => change.Onset)]);
        lines.Add("END", "VTIMEZONE");
    }

    /// <summary>A local time of the zone.</summary>
    public static string LocalTime(DateTimeZone zone, DateTimeOffset instant) =>
        Local.Format(Instant.FromDateTimeOffset(instant).InZone(zone).LocalDateTime);

    private IEnumerable<Change> Changes(DateTimeZone zone)
    {
        var before = zone.GetZoneInterval(From).WallOffset;
        foreach (var interval in zone.GetZoneIntervals(From, Instant.FromDateTimeOffset(until)))
        {
            // An onset is told by the clocks that it changes.
            var start = interval.HasStart && interval.Start > From ? interval.Start : From;
            var onset = Local.Format(start.WithOffset(before).LocalDateTime);
            yield return new Change(
                IsDaylight(interval) ? "DAYLIGHT" : "STANDARD", interval.Name, before, interval.WallOffset, onset);
            before = interval.WallOffset;
        }
    }

    private void Tell(Change change, string[] onsets)
    {
        lines.Add("BEGIN", change.Kind);
        lines.Add("DTSTART", onsets[0]);
        lines.Add("TZOFFSETFROM", Text(change.From));
        lines.Add("TZOFFSETTO", Text(change.To));
        lines.Add("TZNAME", change.Name);
        if (onsets.Length > 1)
            lines.Add("RDATE", string.Join(',', onsets[1..]));
        lines.Add("END", change.Kind);
    }

    private static bool IsDaylight(ZoneInterval interval) => interval.Savings != Offset.Zero;

    /// <summary>Such as <c>+0530</c>; with seconds only where there are some (§3.3.14).</summary>
    private static string Text(Offset offset) =>
        offset.ToString(offset.Seconds % 60 == 0 ? "+HHmm" : "+HHmmss", CultureInfo.InvariantCulture);

    private sealed record Change(string Kind, string Name, Offset From, Offset To, string Onset);
}
