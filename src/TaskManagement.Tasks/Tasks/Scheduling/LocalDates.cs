using NodaTime;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Tasks.Scheduling;

/// <summary>Dates of a task as clocks of a zone show them; a day is its midnight.</summary>
internal static class LocalDates
{
    /// <param name="skipped">
    /// The time that clocks skipped, where they did; of another date than this, it says nothing.
    /// </param>
    public static LocalDateTime Of(TaskDate date, DateTimeZone zone, DateTime? skipped)
    {
        if (date.Day is { } day)
            return LocalDate.FromDateOnly(day).AtMidnight();
        var instant = Instant.FromDateTimeOffset(date.Instant!.Value);
        if (skipped is { } time && LocalDateTime.FromDateTime(time) is var local && InstantOf(local, zone) == instant)
            return local;
        return instant.InZone(zone).LocalDateTime;
    }

    /// <param name="like">A date of the form that is wanted: a day, or an instant.</param>
    public static TaskDate ToDate(LocalDateTime local, DateTimeZone zone, TaskDate like) => like.Day.HasValue
        ? new TaskDate(null, local.Date.ToDateOnly())
        : new TaskDate(InstantOf(local, zone).ToDateTimeOffset(), null);

    /// <summary>The time itself, where clocks skip it.</summary>
    public static DateTime? SkippedAt(LocalDateTime local, DateTimeZone zone) =>
        zone.MapLocal(local).Count == 0 ? local.ToDateTimeUnspecified() : null;

    private static Instant InstantOf(LocalDateTime local, DateTimeZone zone) => zone.AtLeniently(local).ToInstant();
}
