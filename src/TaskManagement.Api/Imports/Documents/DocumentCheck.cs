using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Imports.Documents;

/// <summary>
/// Checks how the parts of a document refer to each other. What the fields hold is for the reader to check, who can
/// name them as the file does; the tasks themselves check it all once more.
/// </summary>
internal sealed class DocumentCheck
{
    private readonly ImportDocument _document;
    private readonly Dictionary<string, DocumentTask> _tasks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _levels = new(StringComparer.Ordinal);

    private DocumentCheck(ImportDocument document)
    {
        _document = document;
        foreach (var task in document.Tasks)
            _tasks.TryAdd(task.Key, task);
    }

    /// <summary>Everything that is wrong, as it is met.</summary>
    public static IEnumerable<DocumentFault> Faults(ImportDocument document) => new DocumentCheck(document).Faults();

    private IEnumerable<DocumentFault> Faults()
    {
        if (_document.Tasks.Length > ImportBounds.TasksMax)
            yield return new("tasks", "", $"are {_document.Tasks.Length}", $"keep to {ImportBounds.TasksMax}");
        foreach (var fault in _document.Tasks.SelectMany(Faults).Concat(Crowds()).Concat(Links()))
            yield return fault;
    }

    private IEnumerable<DocumentFault> Faults(DocumentTask task)
    {
        if (_tasks[task.Key] != task)
            yield return new(task.Place, "id", $"is that of {_tasks[task.Key].Place} too", "make them differ");
        if (task.LabelKeys.Length > TaskBounds.LabelsMax)
            yield return new(task.Place, "labels", $"are {task.LabelKeys.Length}", $"keep to {TaskBounds.LabelsMax}");
        if (task.ParentKey is not { } parent)
            yield break;
        if (!_tasks.ContainsKey(parent))
        {
            yield return new(
                task.Place, "parent", $"names \"{parent}\", which is no task of the file", "name one, or none");
        }
        else if (LevelOf(task) > TaskBounds.SubtaskLevelsMax)
        {
            yield return new(
                task.Place,
                "parent",
                $"leads more than {TaskBounds.SubtaskLevelsMax} levels up, or back to the task itself",
                "place it higher up");
        }
    }

    private IEnumerable<DocumentFault> Crowds() => _document.Tasks
        .Where(task => task.ParentKey is not null)
        .CountBy(task => task.ParentKey!)
        .Where(parent => parent.Value > TaskBounds.RelationsMax && _tasks.ContainsKey(parent.Key))
        .Select(parent => new DocumentFault(
            _tasks[parent.Key].Place,
            "subtasks",
            $"are {parent.Value}",
            $"keep to {TaskBounds.RelationsMax}"));

    private IEnumerable<DocumentFault> Links() => _document.Links
        .SelectMany(link => new[] { link.FromKey, link.ToKey })
        .Where(key => !_tasks.ContainsKey(key))
        .Distinct(StringComparer.Ordinal)
        .Select(key => new DocumentFault(
            "relations", "", $"name \"{key}\", which is no task of the file", "name another, or leave them out"));

    /// <summary>1 for a task without parent. What is too deep or goes in a circle is one level too many.</summary>
    private int LevelOf(DocumentTask task)
    {
        var way = new Stack<DocumentTask>();
        var level = 0;
        for (var at = task; at is not null; at = at.ParentKey is { } key ? _tasks.GetValueOrDefault(key) : null)
        {
            if (_levels.TryGetValue(at.Key, out level))
                break;
            if (way.Count > TaskBounds.SubtaskLevelsMax)
                return way.Count;
            way.Push(at);
            level = 0;
        }

        foreach (var above in way)
            _levels[above.Key] = ++level;
        return level;
    }
}
