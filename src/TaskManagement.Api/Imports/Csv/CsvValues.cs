using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Imports.Csv;

/// <summary>Reads the values of a line by field; what is wrong goes into the report, with line and column.</summary>
internal sealed partial class CsvValues(CsvTable table, CsvSettings settings, CsvReport report)
{
    private static readonly ImmutableArray<string> Statuses = JsonShapes.ChoicesOf(typeof(WorkStatus));

    /// <summary>The text of a field, trimmed; empty where it has none.</summary>
    public string Text(CsvRecord row, string field, int lengthMax)
    {
        if (!settings.Columns.TryGetValue(field, out var column))
            return "";
        var text = table.Value(row, column);
        report.Length(row.Line, column, text, lengthMax);
        return text;
    }

    /// <summary>The text of a field that has to be there.</summary>
    public string Required(CsvRecord row, string field, int lengthMax)
    {
        var text = Text(row, field, lengthMax);
        if (text.Length == 0)
            Blame(row, field, "is empty", "give it a text, or remove the line");
        return text;
    }

    /// <summary>The status; done where only its time is there.</summary>
    public WorkStatus Status(CsvRecord row, bool hasCompletedAt)
    {
        var text = Text(row, CsvFields.Status, ListBounds.NameLengthMax);
        if (text.Length == 0)
            return hasCompletedAt ? WorkStatus.Done : WorkStatus.Todo;
        if (settings.Statuses.TryGetValue(text, out var status))
            return status;
        var index = Statuses.IndexOf(text.ToLowerInvariant().Replace(' ', '_').Replace('-', '_'));
        if (index >= 0)
            return Enum.GetValues<WorkStatus>()[index];
        Blame(
            row,
            CsvFields.Status,
            $"is \"{text}\"",
            $"say in statuses of the mapping which it means: {string.Join(", ", Statuses)}");
        return WorkStatus.Todo;
    }

    /// <summary>0 (none) to 4 (urgent).</summary>
    public int Priority(CsvRecord row)
    {
        var text = Text(row, CsvFields.Priority, ListBounds.NameLengthMax);
        if (text.Length == 0)
            return 0;
        if (settings.Priorities.TryGetValue(text, out var known))
            return known;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= TaskBounds.PriorityMax)
            return number;
        Blame(
            row,
            CsvFields.Priority,
            $"is \"{text}\"",
            $"make it 0 (none) to {TaskBounds.PriorityMax} (urgent), or name it in priorities of the mapping");
        return 0;
    }

    /// <summary>A day or an instant; a time without an offset is one of the zone's clocks.</summary>
    public TaskDate? Date(CsvRecord row, string field)
    {
        var text = Text(row, field, ListBounds.NameLengthMax);
        if (text.Length == 0)
            return null;
        if (TaskDate.TryParse(text, out var date) || TryFormat(text, out date))
        {
            if ((date.Day?.Year ?? date.Instant!.Value.Year) is >= TaskBounds.YearMin and <= TaskBounds.YearMax)
                return date;
            Blame(
                row, field, $"is \"{text}\"", $"keep to the years {TaskBounds.YearMin} to {TaskBounds.YearMax}");
            return null;
        }

        var format = settings.DateFormat is { } own ? $"{own}, 2026-03-03" : "2026-03-03";
        Blame(
            row,
            field,
            $"is \"{text}\", which is no date of the form {format} or 2026-03-03T09:00:00Z",
            "write it so, or change dateFormat of the mapping");
        return null;
    }

    /// <summary>An instant; a day stands for its beginning.</summary>
    public DateTimeOffset? Instant(CsvRecord row, string field) => Date(row, field) switch
    {
        { Day: { } day } => LocalTimes.InstantOf(day, TimeOnly.MinValue, settings.Zone),
        { Instant: { } instant } => instant,
        _ => null,
    };

    /// <summary>True or false.</summary>
    public bool Truth(CsvRecord row, string field)
    {
        switch (Text(row, field, ListBounds.NameLengthMax).ToLowerInvariant())
        {
            case "" or "false" or "no" or "0":
                return false;
            case "true" or "yes" or "1":
                return true;
            case var other:
                Blame(row, field, $"is \"{other}\"", "make it true or false");
                return false;
        }
    }

    /// <summary>The labels by name.</summary>
    public ImmutableArray<string> Labels(CsvRecord row)
    {
        const StringSplitOptions Clean = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        ImmutableArray<string> names =
        [
            .. Text(row, CsvFields.Labels, TaskBounds.LabelsMax * ListBounds.NameLengthMax)
                .Split(settings.LabelSeparator, Clean)
                .Distinct(StringComparer.Ordinal),
        ];
        if (names.Any(name => name.Length > ListBounds.NameLengthMax))
            Blame(row, CsvFields.Labels, "has too long a label", $"keep to {ListBounds.NameLengthMax} characters");
        return names;
    }

    /// <summary>The attributes: numbers and truths as such, all else as text.</summary>
    public JsonText? Attributes(CsvRecord row)
    {
        var attributes = new JsonObject();
        foreach (var (key, column) in settings.Attributes.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            if (table.Value(row, column) is { Length: > 0 } text)
                attributes[key] = Attribute(text);
        }

        if (attributes.Count == 0)
            return null;
        var json = attributes.ToJsonString(JsonSerializerOptions.Web);
        if (Encoding.UTF8.GetByteCount(json) > TaskBounds.AttributesBytesMax)
            report.Add(row.Line, null, "has attributes that are too large", "shorten their values");
        return new JsonText(json);
    }

    /// <summary>Blames the column of a field.</summary>
    public void Blame(CsvRecord row, string field, string reason, string fix) =>
        report.Add(row.Line, settings.Columns.GetValueOrDefault(field), reason, fix);

    /// <summary>A number that would be written otherwise, such as 007, is none.</summary>
    private static JsonNode? Attribute(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ when Number().IsMatch(text) => JsonNode.Parse(text),
        _ => text,
    };

    private bool TryFormat(string text, out TaskDate date)
    {
        date = default;
        if (settings.DateFormat is not { } format || !DateTime.TryParseExact(
            text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
            return false;
        var isTime = format.Contains('H', StringComparison.Ordinal) || format.Contains('h', StringComparison.Ordinal);
        date = isTime
            ? new TaskDate(
                LocalTimes.InstantOf(DateOnly.FromDateTime(read), TimeOnly.FromDateTime(read), settings.Zone), null)
            : new TaskDate(null, DateOnly.FromDateTime(read));
        return true;
    }

    [GeneratedRegex(@"\A-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?\z")]
    private static partial Regex Number();
}
