using System.Collections.Immutable;
using System.Globalization;
using TaskManagement.Api.Imports.Csv;
using TaskManagement.Api.Imports.Documents;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Imports.Todoist;

/// <summary>
/// Reads a project row by row: a task belongs to the section above it, is a subtask of the one above it that is
/// indented less, and has the notes below it.
/// </summary>
internal sealed class TodoistRows(CsvTable table, CsvReport report, TimeZoneInfo zone, DateTimeOffset now)
{
    private const string LabelColor = "#b3bac5";

    private readonly CsvKeys _keys = new();
    private readonly List<DocumentSection> _sections = [];
    private readonly Dictionary<string, DocumentLabel> _labels = new(StringComparer.Ordinal);
    private readonly List<DocumentTask> _tasks = [];
    private readonly TodoistPeople _people = new();
    private readonly TodoistComments _comments = new(table, report, now);
    private readonly TodoistSchedule _schedule = new(table, report, zone, now);

    /// <summary>The keys of the tasks that the next one may be a subtask of, one per level.</summary>
    private readonly List<string> _parents = [];

    /// <summary>Takes in one row.</summary>
    public void Read(CsvRecord row)
    {
        if (table.Overflows(row))
            report.Add(row.Line, null, "has more values than the header", "quote values that hold a comma");
        switch (table.Value(row, TodoistColumns.Type).ToLowerInvariant())
        {
            case TodoistTypes.Task:
                Task(row);
                break;
            case TodoistTypes.Section:
                Section(row);
                break;
            case TodoistTypes.Note:
                Note(row);
                break;
            case TodoistTypes.Meta:
                break;
            case var other:
                report.Add(row.Line, TodoistColumns.Type, $"is \"{other}\"", "make it task, section or note");
                break;
        }
    }

    /// <summary>All of it.</summary>
    public ImportDocument Document(ImportSource source, string name) => new(source, name)
    {
        Sections = [.. _sections],
        Labels = [.. _labels.Values],
        People = _people.All,
        Tasks = [.. _tasks.Select(task => task with { Comments = _comments.Of(task.Key) })],
        Notes = report.Notes,
    };

    private void Section(CsvRecord row)
    {
        var name = Content(row, ListBounds.NameLengthMax);
        _sections.Add(new DocumentSection(_keys.Next("section", name), name));
        _parents.Clear();
        if (_sections.Count == ListBounds.SectionsMax + 1)
            report.Add(row.Line, null, $"is one section more than the {ListBounds.SectionsMax} taken", "remove some");
    }

    private void Task(CsvRecord row)
    {
        var (title, labels) = TodoistLabels.Split(Content(row, TaskBounds.TitleLengthMax));
        var level = LevelOf(row);
        var parent = level > 0 ? _parents[level - 1] : null;
        var section = _sections.Count > 0 ? _sections[^1].Key : null;
        var task = new DocumentTask(
            _keys.Next("task", section ?? "", parent ?? "", title), title, CsvTable.PlaceOf(row.Line))
        {
            Description = table.Value(row, TodoistColumns.Description),
            SectionKey = section,
            ParentKey = parent,
            Priority = PriorityOf(row),
            LabelKeys = [.. labels.Select(LabelOf)],
            AssigneeKeys = _people.KeysOf(table.Value(row, TodoistColumns.Responsible)),
        };
        report.Length(row.Line, TodoistColumns.Description, task.Description, TaskBounds.DescriptionLengthMax);
        _tasks.Add(_schedule.Read(row, task));
        _parents.RemoveRange(level, _parents.Count - level);
        _parents.Add(task.Key);
        if (_labels.Count > ListBounds.LabelsMax)
            report.Add(row.Line, TodoistColumns.Content, "has a label too many", $"keep to {ListBounds.LabelsMax}");
    }

    private void Note(CsvRecord row)
    {
        if (_tasks.Count > 0 && _parents.Count > 0)
            _comments.Read(row, _tasks[^1].Key);
        else
            report.Note(row.Line, null, "is a comment on no task, and was left out");
    }

    /// <summary>What a row is about; it must be there.</summary>
    private string Content(CsvRecord row, int lengthMax)
    {
        var content = table.Value(row, TodoistColumns.Content);
        if (content.Length == 0)
            report.Add(row.Line, TodoistColumns.Content, "is empty", "give it a text, or remove the line");
        report.Length(row.Line, TodoistColumns.Content, content, lengthMax);
        return content;
    }

    /// <summary>How many tasks it is below; an indent with nothing above it counts as the deepest that has.</summary>
    private int LevelOf(CsvRecord row)
    {
        var text = table.Value(row, TodoistColumns.Indent);
        if (text.Length == 0)
            return 0;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var indent)
            || indent is < 1 or > TaskBounds.SubtaskLevelsMax)
        {
            report.Add(
                row.Line, TodoistColumns.Indent, $"is \"{text}\"", $"make it 1 to {TaskBounds.SubtaskLevelsMax}");
            return 0;
        }

        if (indent - 1 > _parents.Count)
        {
            report.Note(
                row.Line,
                TodoistColumns.Indent,
                $"is {indent} with no task above it to be below; it was taken as {_parents.Count + 1}");
        }

        return Math.Min(indent - 1, _parents.Count);
    }

    /// <summary>1 is urgent there and 4 is none; here 4 is urgent and 0 is none.</summary>
    private int PriorityOf(CsvRecord row)
    {
        switch (table.Value(row, TodoistColumns.Priority))
        {
            case "" or "4":
                return 0;
            case "3":
                return 2;
            case "2":
                return 3;
            case "1":
                return TaskBounds.PriorityMax;
            case var other:
                report.Add(row.Line, TodoistColumns.Priority, $"is \"{other}\"", "make it 1 (urgent) to 4 (none)");
                return 0;
        }
    }

    private string LabelOf(string name)
    {
        _labels.TryAdd(name, new DocumentLabel(name, name, LabelColor));
        return name;
    }
}
