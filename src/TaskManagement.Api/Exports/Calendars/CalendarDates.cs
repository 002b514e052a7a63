using System.Globalization;
using NodaTime;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Exports.Calendars;

/// <summary>
/// Start and due date of a to-do, and how it recurs. Days are days, instants are UTC; a task that recurs at a time of
/// day is told by the clocks that its rule follows.
/// </summary>
internal sealed class CalendarDates(CalendarLines lines, CalendarZones zones)
{
    /// <summary>The zone that a task needs to be told with, written before its to-do begins.</summary>
    public DateTimeZone? Zone(TaskItem task)
    {
        if (RuleOf(task) is null || Anchor(task) is not { Instant: not null })
            return null;
        var zone = CalendarZones.Find(task.Recurrence!.TimeZone ?? task.DueTimeZone);
        if (zone is not null)
            zones.Tell(zone);
        return zone;
    }

    /// <summary>The lines of the to-do.</summary>
    public void Add(TaskItem task, DateTimeZone? zone)
    {
        if (RuleOf(task) is { } rule && Anchor(task) is { } anchor)
        {
            // A rule counts from DTSTART; here it counts from the due date.
            Add("DTSTART", anchor, zone);
            lines.Add("RRULE", Rule(rule, anchor, CalendarZones.Find(task.Recurrence!.TimeZone ?? task.DueTimeZone)));
        }
        else if (task.StartDate is { } start && (task.DueDate is not { } end || IsBefore(start, end)))
        {
            Add("DTSTART", start, zone: null);
        }

        if (task.DueDate is { } due)
            Add("DUE", due, zone);
    }

    /// <summary>What counts from the completion has no dates that could be told ahead.</summary>
    private static string? RuleOf(TaskItem task) =>
        task is { Recurrence: { AfterCompletion: false } recurrence, NextTaskId: null } ? recurrence.Rule : null;

    private static TaskDate? Anchor(TaskItem task) => task.DueDate ?? task.StartDate;

    /// <summary>Both are of one kind, and in order, or the start is left out, as RFC 5545 wants it.</summary>
    private static bool IsBefore(TaskDate start, TaskDate due) => start.Day is null == due.Day is null
        && (start.Day is { } day ? day < due.Day : start.Instant < due.Instant);

    private void Add(string name, TaskDate date, DateTimeZone? zone)
    {
        if (date.Day is { } day)
            lines.Add($"{name};VALUE=DATE", Text(day));
        else if (zone is not null)
            lines.Add($"{name};TZID={zone.Id}", CalendarZones.LocalTime(zone, date.Instant!.Value));
        else
            lines.Add(name, CalendarLines.Utc(date.Instant!.Value));
    }

    /// <summary>The rule, with its end in the form that its beginning asks for (RFC 5545 §3.3.10).</summary>
    private static string Rule(string rule, TaskDate anchor, DateTimeZone? zone) => string.Join(
        ';', rule.Split(';').Select(part => part.StartsWith("UNTIL=", StringComparison.Ordinal)
            ? $"UNTIL={CalendarEnd.Of(part["UNTIL=".Length..], isDay: anchor.Day is not null, zone)}"
            : part));

    private static string Text(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
