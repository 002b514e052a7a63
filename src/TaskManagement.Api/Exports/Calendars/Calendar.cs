using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Exports.Calendars;

/// <summary>
/// A list as an iCalendar object (RFC 5545). The same tasks give the same bytes, so that a reader who asks for it again
/// can be told that nothing is new.
/// </summary>
internal sealed class Calendar
{
    private const int ZoneYearsAhead = 10;

    private readonly CalendarLines _lines;
    private readonly CalendarDates _dates;
    private readonly TaskListView _list;
    private readonly Dictionary<LabelId, string> _labels;

    /// <param name="at">When it is read; time zones are told for some years from then.</param>
    public Calendar(IBufferWriter<byte> output, TaskListView list, DateTimeOffset at)
    {
        _lines = new CalendarLines(output);
        var years = new DateTimeOffset(at.UtcDateTime.Year + ZoneYearsAhead, 1, 1, 0, 0, 0, TimeSpan.Zero);
        _dates = new CalendarDates(_lines, new CalendarZones(_lines, years));
        _list = list;
        _labels = list.Labels.ToDictionary(label => label.Id, label => label.Name);
    }

    /// <summary>What comes before the to-dos.</summary>
    public void Begin()
    {
        _lines.Add("BEGIN", "VCALENDAR");
        _lines.Add("VERSION", "2.0");
        _lines.Add("PRODID", "-//TaskManagement//TaskManagement//EN");
        _lines.Add("CALSCALE", "GREGORIAN");
        _lines.Add("NAME", CalendarLines.Text(_list.Name));
        _lines.Add("X-WR-CALNAME", CalendarLines.Text(_list.Name));
        _lines.Add("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    }

    /// <summary>A to-do, unless it is archived.</summary>
    public void Add(TaskItem task)
    {
        if (task.Archived)
            return;
        var zone = _dates.Zone(task);
        _lines.Add("BEGIN", "VTODO");
        _lines.Add("UID", task.Id.ToString());
        _lines.Add("DTSTAMP", CalendarLines.Utc(task.UpdatedAt));
        _lines.Add("CREATED", CalendarLines.Utc(task.CreatedAt));
        _lines.Add("LAST-MODIFIED", CalendarLines.Utc(task.UpdatedAt));
        _lines.Add("SEQUENCE", task.Version.ToString(CultureInfo.InvariantCulture));
        _lines.Add("SUMMARY", CalendarLines.Text(task.Title));
        if (task.Description.Length > 0)
            _lines.Add("DESCRIPTION", CalendarLines.Text(task.Description));
        AddStatus(task);
        if (PriorityOf(task.Priority) is { } priority)
            _lines.Add("PRIORITY", priority);
        _dates.Add(task, zone);
        AddKinship(task);
        _lines.Add("END", "VTODO");
    }

    /// <summary>What comes after the to-dos.</summary>
    public void End() => _lines.Add("END", "VCALENDAR");

    private void AddStatus(TaskItem task)
    {
        // RFC 5545 knows no to-do that is held up.
        _lines.Add("STATUS", task.Status switch
        {
            WorkStatus.Todo or WorkStatus.Blocked => "NEEDS-ACTION",
            WorkStatus.InProgress => "IN-PROCESS",
            WorkStatus.Done => "COMPLETED",
            WorkStatus.Cancelled => "CANCELLED",
            _ => throw new InvalidOperationException($"No status of a to-do is known for {task.Status}."),
        });
        if (task.Status == WorkStatus.Done)
            _lines.Add("PERCENT-COMPLETE", "100");
        if (task is { Status: WorkStatus.Done, CompletedAt: { } completed })
            _lines.Add("COMPLETED", CalendarLines.Utc(completed));
    }

    private void AddKinship(TaskItem task)
    {
        ImmutableArray<string> labels = [.. task.Labels.Where(_labels.ContainsKey).Select(label => _labels[label])];
        if (!labels.IsEmpty)
            _lines.Add("CATEGORIES", string.Join(',', labels.Select(CalendarLines.Text)));
        if (task.ParentId is { } parent)
            _lines.Add("RELATED-TO;RELTYPE=PARENT", parent.ToString());
    }

    /// <summary>4 (urgent) is 1, the highest; 1 (low) is 9, the lowest; 0 is none.</summary>
    private static string? PriorityOf(int priority) => priority switch
    {
        4 => "1",
        3 => "3",
        2 => "5",
        1 => "9",
        _ => null,
    };
}
