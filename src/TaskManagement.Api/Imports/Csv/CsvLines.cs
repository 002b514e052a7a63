using System.Collections.Immutable;
using TaskManagement.Api.Imports.Documents;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Imports.Csv;

/// <summary>Reads a file line by line: each is a task, or is wrong.</summary>
internal sealed class CsvLines(CsvTable table, CsvSettings settings, CsvReport report)
{
    private const int IdLengthMax = 100;
    private const string LabelColor = "#b3bac5";

    private readonly CsvValues _values = new(table, settings, report);
    private readonly CsvKeys _keys = new();
    private readonly Dictionary<string, DocumentSection> _sections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DocumentLabel> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DocumentPerson> _people = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(CsvRecord Row, DocumentTask Task)> _tasks = [];

    /// <summary>What is sound of the file, as a document. What is wrong is in the report.</summary>
    public ImportDocument Read()
    {
        foreach (var row in table.Records)
        {
            var before = report.Count;
            var task = Task(row);
            if (report.Count == before)
                _tasks.Add((row, task));
        }

        while (Refused() is { Count: > 0 } refused)
            _tasks.RemoveAll(task => refused.Contains(task.Task.Place));
        return Document();
    }

    private DocumentTask Task(CsvRecord row)
    {
        if (table.Overflows(row))
            report.Add(row.Line, null, "has more values than the header", "quote values that hold the delimiter");
        var completedAt = _values.Instant(row, CsvFields.CompletedAt);
        var (start, due) = (_values.Date(row, CsvFields.StartDate), _values.Date(row, CsvFields.DueDate));
        return new DocumentTask(
            KeyOf(row),
            _values.Required(row, CsvFields.Title, TaskBounds.TitleLengthMax),
            CsvTable.PlaceOf(row.Line))
        {
            Description = _values.Text(row, CsvFields.Description, TaskBounds.DescriptionLengthMax),
            SectionKey = SectionOf(row),
            ParentKey = _values.Text(row, CsvFields.Parent, IdLengthMax) is { Length: > 0 } parent ? parent : null,
            Status = _values.Status(row, completedAt is not null),
            Priority = _values.Priority(row),
            StartDate = start,
            DueDate = due,
            DueTimeZone = (start?.Day ?? due?.Day) is null ? null : settings.Zone.Id,
            LabelKeys = LabelsOf(row),
            AssigneeKeys = AssigneeOf(row),
            Attributes = _values.Attributes(row),
            Archived = _values.Truth(row, CsvFields.Archived),
            CreatedAt = _values.Instant(row, CsvFields.CreatedAt),
            CompletedAt = completedAt,
        };
    }

    /// <summary>The id of a line, or a key from all that is read of it.</summary>
    private string KeyOf(CsvRecord row) => settings.Columns.ContainsKey(CsvFields.Id)
        ? _values.Required(row, CsvFields.Id, IdLengthMax)
        : _keys.Next([.. settings.Columns.Values.Concat(settings.Attributes.Values).Order(StringComparer.Ordinal)
            .Select(column => table.Value(row, column))]);

    private string? SectionOf(CsvRecord row)
    {
        var name = _values.Text(row, CsvFields.Section, ListBounds.NameLengthMax);
        if (name.Length == 0)
            return null;
        if (!_sections.ContainsKey(name) && _sections.Count == ListBounds.SectionsMax)
            _values.Blame(row, CsvFields.Section, "is one section too many", $"keep to {ListBounds.SectionsMax}");
        else
            _sections.TryAdd(name, new DocumentSection(name, name));
        return name;
    }

    private ImmutableArray<string> LabelsOf(CsvRecord row)
    {
        var names = _values.Labels(row);
        foreach (var name in names.Where(name => !_labels.ContainsKey(name)))
        {
            if (_labels.Count == ListBounds.LabelsMax)
                _values.Blame(row, CsvFields.Labels, "has one label too many", $"keep to {ListBounds.LabelsMax}");
            else
                _labels.Add(name, new DocumentLabel(name, name, LabelColor));
        }

        return names;
    }

    private ImmutableArray<string> AssigneeOf(CsvRecord row)
    {
        var text = _values.Text(row, CsvFields.Assignee, ListBounds.NameLengthMax).TrimStart('@');
        if (text.Length == 0)
            return [];
        var isAddress = text.Contains('@', StringComparison.Ordinal);
        if (!_people.ContainsKey(text) && _people.Count == ImportBounds.PeopleMax)
            _values.Blame(row, CsvFields.Assignee, "is one person too many", $"keep to {ImportBounds.PeopleMax}");
        else
            _people.TryAdd(text, new DocumentPerson(
                text, text, isAddress ? text : null, isAddress ? null : text));
        return _people.TryGetValue(text, out var person) ? [person.Key] : [];
    }

    /// <summary>The places of lines that do not fit the others: those below one that is left out, for one.</summary>
    private HashSet<string> Refused()
    {
        var lines = _tasks.ToDictionary(task => task.Task.Place, task => task.Row, StringComparer.Ordinal);
        var refused = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fault in DocumentCheck.Faults(Document()))
        {
            if (refused.Add(fault.Place))
                _values.Blame(lines[fault.Place], fault.Field, fault.Reason, fault.Fix);
        }

        return refused;
    }

    private ImportDocument Document() => new(settings.Source, settings.Name)
    {
        Sections = [.. _sections.Values],
        Labels = [.. _labels.Values],
        People = [.. _people.Values],
        Tasks = [.. _tasks.Select(task => task.Task)],
    };
}
