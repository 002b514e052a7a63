using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TaskManagement.Contracts.Analytics;
using TaskManagement.Contracts.Results;

namespace TaskManagement.Analytics.Users;

/// <summary>Days of a time zone, as instants: a day has 24 hours, or 23 or 25 where clocks change.</summary>
internal sealed partial class CalendarDays
{
    /// <summary>The longest range that is answered.</summary>
    public const int DaysMax = 366;

    private const int YearMin = 1970;
    private const int YearMax = 9998;
    private static readonly TimeSpan GapStep = TimeSpan.FromMinutes(15);

    private readonly TimeZoneInfo _zone;

    private CalendarDays(DateOnly first, int count, TimeZoneInfo zone)
    {
        _zone = zone;
        Days = [.. Enumerable.Range(0, count).Select(first.AddDays)];
        Starts = [.. Days.Append(first.AddDays(count)).Select(Start)];
    }

    /// <summary>The days.</summary>
    public ImmutableArray<DateOnly> Days { get; }

    /// <summary>When each day begins, and when the last one ends.</summary>
    public ImmutableArray<DateTimeOffset> Starts { get; }

    /// <summary>The days of a range, or what is wrong with it.</summary>
    public static Result<CalendarDays> Of(DayRange range)
    {
        // The pattern comes first: the lookup reads files by name, and a name is a user's input.
        if (!ZoneName().IsMatch(range.TimeZone)
            || !TimeZoneInfo.TryFindSystemTimeZoneById(range.TimeZone, out var zone))
            return Refusal.OfField("timeZone", "is no time zone of the IANA list, such as Europe/Vienna");
        var count = range.To.DayNumber - range.From.DayNumber + 1;
        if (count is < 1 or > DaysMax)
            return Refusal.OfField("range", $"must have from 1 to {DaysMax} days");
        return range.From.Year < YearMin || range.To.Year > YearMax
            ? Refusal.OfField("range", $"must lie between the years {YearMin} and {YearMax}")
            : new CalendarDays(range.From, count, zone);
    }

    /// <summary>As many days just before these.</summary>
    public CalendarDays Preceding() => new(Days[0].AddDays(-Days.Length), Days.Length, _zone);

    /// <summary>
    /// The first instant of a day: midnight, or what the clocks show next where they skip it, or the earlier one where
    /// it comes twice.
    /// </summary>
    private DateTimeOffset Start(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (_zone.IsInvalidTime(local))
            local += GapStep;
        var offset = _zone.IsAmbiguousTime(local)
            ? _zone.GetAmbiguousTimeOffsets(local).Max()
            : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_+\-]{1,32}(/[A-Za-z0-9_+\-]{1,32}){0,2}\z")]
    private static partial Regex ZoneName();
}
