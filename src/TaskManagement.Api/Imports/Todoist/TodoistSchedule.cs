using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TaskManagement.Api.Imports.Csv;
using TaskManagement.Api.Imports.Documents;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Imports.Todoist;

/// <summary>
/// The dates of a task. A phrase that is not known stays with the task, as its attribute <c>todoistDate</c>, and is
/// told; a deadline beside a date is the attribute <c>deadline</c>, and alone it is when the task is due.
/// </summary>
internal sealed class TodoistSchedule(CsvTable table, CsvReport report, TimeZoneInfo zone, DateTimeOffset now)
{
    private const string Nothing = "None";
    private const int DayMinutes = 24 * 60;

    private readonly TodoistDates _dates = new(now);

    /// <summary>The task with its dates.</summary>
    public DocumentTask Read(CsvRecord row, DocumentTask task)
    {
        var attributes = new JsonObject();
        var home = ZoneOf(row);
        var phrase = Value(row, TodoistColumns.Date);
        var deadline = Value(row, TodoistColumns.Deadline);
        var date = phrase.Length > 0 ? _dates.Parse(phrase, Value(row, TodoistColumns.DateLanguage), home) : null;
        if (phrase.Length > 0 && !IsTaken(date))
        {
            date = null;
            attributes["todoistDate"] = phrase;
            report.Note(
                row.Line, TodoistColumns.Date, $"\"{phrase}\" is no known date; it is the attribute todoistDate");
        }
        else if (deadline.Length > 0 && date is null)
        {
            date = _dates.Parse(deadline, "", home);
            deadline = IsTaken(date) ? "" : deadline;
        }

        if (deadline.Length > 0)
            attributes["deadline"] = deadline;
        if (MinutesOf(row) is { } minutes)
            attributes["durationMinutes"] = minutes;
        return task with
        {
            DueDate = date?.Date,
            DueTimeZone = date?.Zone,
            Recurrence = date?.Recurrence,
            Attributes = attributes.Count > 0 ? new JsonText(attributes.ToJsonString(JsonSerializerOptions.Web)) : null,
        };
    }

    private static bool IsTaken(TodoistDate? date) =>
        (date?.Date.Day?.Year ?? date?.Date.Instant?.Year) is >= TaskBounds.YearMin and <= TaskBounds.YearMax;

    private TimeZoneInfo ZoneOf(CsvRecord row)
    {
        var name = Value(row, TodoistColumns.TimeZone);
        if (name.Length == 0)
            return zone;
        if (ImportZones.Find(name) is { } known)
            return known;
        report.Note(row.Line, TodoistColumns.TimeZone, $"\"{name}\" is no IANA time zone; {zone.Id} was taken");
        return zone;
    }

    private int? MinutesOf(CsvRecord row)
    {
        const int MinutesMax = 366 * DayMinutes;
        var text = Value(row, TodoistColumns.Duration);
        if (text.Length == 0)
            return null;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var duration)
            || duration > MinutesMax)
        {
            report.Add(row.Line, TodoistColumns.Duration, $"is \"{text}\"", "make it a whole number, or empty it");
            return null;
        }

        return Value(row, TodoistColumns.DurationUnit) == "day" ? duration * DayMinutes : duration;
    }

    private string Value(CsvRecord row, string column) =>
        table.Value(row, column) is var value && value != Nothing ? value : "";
}
