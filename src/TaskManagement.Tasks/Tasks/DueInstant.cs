using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Tasks;

/// <summary>When a date falls, for sorting and for ranges.</summary>
internal static class DueInstant
{
    private const int SearchStepMinutes = 15;

    /// <summary>Stands for no date: it sorts after every date, and needs no special case in SQL.</summary>
    public static DateTimeOffset Never { get; } = DateTimeOffset.MaxValue;

    /// <summary>The instant; of a day, the one at which it begins in its zone.</summary>
    public static DateTimeOffset Of(TaskDate? date, string? zone) => date switch
    {
        { Instant: { } instant } => instant.ToUniversalTime(),
        { Day: { } day } => StartOf(day, zone is null ? null : TimeZoneNames.Find(zone)),
        _ => Never,
    };

    /// <summary>The instant from which it is overdue; of a day, the one at which it ends in its zone.</summary>
    public static DateTimeOffset EndOf(TaskDate? date, string? zone) =>
        date is { Day: { } day } ? Of(new TaskDate(null, day.AddDays(1)), zone) : Of(date, zone);

    /// <summary>The instant at which a day begins in a zone.</summary>
    /// <remarks>
    /// A zone that the machine's data has lost since counts as UTC: a row that is a little off beats none.
    /// </remarks>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo? zone)
    {
        zone ??= TimeZoneInfo.Utc;
        var start = day.ToDateTime(TimeOnly.MinValue);

        // Where clocks are put forward at midnight, the day begins later.
        while (zone.IsInvalidTime(start))
            start = start.AddMinutes(SearchStepMinutes);

        // Where they are put back, midnight comes twice, and the day begins with the first.
        var offset = zone.IsAmbiguousTime(start) ? zone.GetAmbiguousTimeOffsets(start).Max() : zone.GetUtcOffset(start);
        return new DateTimeOffset(start, offset).ToUniversalTime();
    }
}
