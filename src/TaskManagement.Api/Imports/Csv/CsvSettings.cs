using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Problems;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Imports.Csv;

/// <summary>A mapping that has been checked, in the form that lines are read with.</summary>
internal sealed class CsvSettings
{
    private const int SeparatorLengthMax = 10;

    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);

    private CsvSettings(CsvMapping mapping, TimeZoneInfo zone)
    {
        Name = Text("name", mapping.Name, ListBounds.NameLengthMax);
        Columns = mapping.Columns.ByField();
        foreach (var (field, column) in Columns)
            Text($"columns.{field}", column, CsvRecords.RecordCharactersMax);
        if (Columns.ContainsKey(CsvFields.Parent) && !Columns.ContainsKey(CsvFields.Id))
            Add("columns.parent", "needs columns.id: it names the id of another line");
        Delimiter = DelimiterOf(mapping.Delimiter);
        LabelSeparator = Text("labelSeparator", mapping.LabelSeparator ?? ",", SeparatorLengthMax, mayBeBlank: true);
        DateFormat = mapping.DateFormat;
        if (DateFormat is not null && !IsDateFormat(DateFormat))
            Add("dateFormat", "must hold day, month and year, such as dd.MM.yyyy or MM/dd/yyyy HH:mm");
        Zone = mapping.TimeZone is { } name ? ZoneOf(name) : zone;
        Statuses = StatusesOf(mapping.Statuses);
        Priorities = PrioritiesOf(mapping.Priorities);
        Attributes = MembersOf("attributes", mapping.Attributes, JsonValueKind.String)
            .ToImmutableDictionary(one => one.Key, one => Text($"attributes.{one.Key}", one.Value.GetString()!, 1_000));
        if (_errors.Count > 0)
            throw new ProblemException(ApiProblems.Invalid(_errors));
    }

    public string Name { get; }

    /// <summary>The columns by field.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; }

    public char Delimiter { get; }
    public string LabelSeparator { get; }
    public string? DateFormat { get; }
    public TimeZoneInfo Zone { get; }
    public ImmutableDictionary<string, WorkStatus> Statuses { get; }
    public ImmutableDictionary<string, int> Priorities { get; }

    /// <summary>The columns by attribute.</summary>
    public ImmutableDictionary<string, string> Attributes { get; }

    /// <summary>Which list it is, over all files of this name.</summary>
    public ImportSource Source => new("csv", Name);

    /// <summary>Checks a mapping, or ends the request with everything that is wrong with it.</summary>
    /// <param name="zone">The zone where the mapping has none.</param>
    public static CsvSettings Of(CsvMapping mapping, TimeZoneInfo zone) => new(mapping, zone);

    /// <summary>Ends the request where a column is not in the file.</summary>
    public void RequireColumns(CsvTable table)
    {
        foreach (var (field, column) in Columns.Select(one => ($"columns.{one.Key}", one.Value))
            .Concat(Attributes.Select(one => ($"attributes.{one.Key}", one.Value))))
        {
            if (!table.Has(column))
                Add(field, $"is \"{column}\", which line 1 does not have; it has: {string.Join(" | ", Shown(table))}");
        }

        foreach (var twice in table.Header.Fields.Select(name => name.Trim()).CountBy(
            name => name, StringComparer.OrdinalIgnoreCase).Where(one => one.Key.Length > 0 && one.Value > 1))
            Add($"line 1, column {twice.Key}", $"is there {twice.Value} times; rename the others");
        if (_errors.Count > 0)
            throw ImportProblems.Of(_errors);
    }

    private static IEnumerable<string> Shown(CsvTable table)
    {
        const int ColumnsShown = 30;
        const int LengthShown = 60;
        return table.Header.Fields.Take(ColumnsShown)
            .Select(name => name.Length <= LengthShown ? name : name[..LengthShown] + "…");
    }

    private static bool IsDateFormat(string format)
    {
        const int LengthMax = 50;
        var date = new DateTime(2001, 2, 3, 0, 0, 0, DateTimeKind.Unspecified);
        try
        {
            return format.Length is > 1 and <= LengthMax
                && DateTime.TryParseExact(
                    date.ToString(format, CultureInfo.InvariantCulture),
                    format,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var read)
                && read == date;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private char DelimiterOf(string? delimiter)
    {
        if (delimiter is null)
            return ',';
        if (delimiter is [not ('"' or '\r' or '\n' or '\0') and var one])
            return one;
        Add("delimiter", "must be one character, such as ; or \\t, and no quotation mark");
        return ',';
    }

    private TimeZoneInfo ZoneOf(string name)
    {
        if (ImportZones.Find(name) is { } zone)
            return zone;
        Add("timeZone", "must be an IANA time zone such as Europe/Vienna");
        return TimeZoneInfo.Utc;
    }

    private ImmutableDictionary<string, WorkStatus> StatusesOf(JsonText? statuses)
    {
        var choices = JsonShapes.ChoicesOf(typeof(WorkStatus));
        var known = ImmutableDictionary.CreateBuilder<string, WorkStatus>(StringComparer.OrdinalIgnoreCase);
        foreach (var (value, status) in MembersOf("statuses", statuses, JsonValueKind.String))
        {
            if (choices.IndexOf(status.GetString()!) is var index && index >= 0)
                known[value.Trim()] = Enum.GetValues<WorkStatus>()[index];
            else
                Add($"statuses.{value}", "must be one of " + string.Join(", ", choices));
        }

        return known.ToImmutable();
    }

    private ImmutableDictionary<string, int> PrioritiesOf(JsonText? priorities)
    {
        var known = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (value, priority) in MembersOf("priorities", priorities, JsonValueKind.Number))
        {
            if (priority.TryGetInt32(out var number) && number is >= 0 and <= TaskBounds.PriorityMax)
                known[value.Trim()] = number;
            else
                Add($"priorities.{value}", $"must be 0 (none) to {TaskBounds.PriorityMax} (urgent)");
        }

        return known.ToImmutable();
    }

    private List<(string Key, JsonElement Value)> MembersOf(string field, JsonText? json, JsonValueKind kind)
    {
        var members = new List<(string, JsonElement)>();
        if (json is not { } text)
            return members;
        using var document = JsonDocument.Parse(text.Value);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (member.Value.ValueKind == kind)
                members.Add((member.Name, member.Value.Clone()));
            else
                Add($"{field}.{member.Name}", kind == JsonValueKind.String ? "must be a text" : "must be a number");
        }

        return members;
    }

    private string Text(string field, string text, int lengthMax, bool mayBeBlank = false)
    {
        if (text.Length == 0 || (!mayBeBlank && string.IsNullOrWhiteSpace(text)))
            Add(field, "must not be empty");
        if (text.Length > lengthMax)
            Add(field, $"has {text.Length} characters; shorten it to {lengthMax}");
        return mayBeBlank ? text : text.Trim();
    }

    private void Add(string field, string what) => _errors.TryAdd(field, what);
}
