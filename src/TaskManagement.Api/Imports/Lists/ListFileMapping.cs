using System.Collections.Immutable;
using System.Globalization;
using TaskManagement.Api.Exports.Json;
using TaskManagement.Api.Imports.Documents;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Imports.Lists;

/// <summary>
/// Turns a checked file into a document. What a task names and the file does not have, since it lies in a trash or in
/// another list, is left out.
/// </summary>
internal sealed class ListFileMapping
{
    private const string System = "taskmanagement";
    private const string LabelColor = "#808080";

    private readonly FileList _list;
    private readonly ImmutableArray<FileTask> _tasks;
    private readonly HashSet<string> _ids;
    private readonly HashSet<string> _sections;
    private readonly HashSet<string> _labels;

    private ListFileMapping(ListFile file)
    {
        _list = file.List!;
        _tasks = file.Tasks ?? [];
        _ids = Set(_tasks.Select(task => task.Id!));
        _sections = Set((_list.Sections ?? []).Select(section => section.Id!));
        _labels = Set((_list.Labels ?? []).Select(label => label.Id!));
    }

    public static ImportDocument Map(ListFile file) => new ListFileMapping(file).Document();

    private ImportDocument Document() => new(new ImportSource(System, _list.Id!), _list.Name!)
    {
        Description = _list.Description ?? "",
        Sections = [.. (_list.Sections ?? []).Select(one => new DocumentSection(one.Id!, one.Name!))],
        Labels =
        [
            .. (_list.Labels ?? []).Select(one => new DocumentLabel(one.Id!, one.Name!, one.Color ?? LabelColor)),
        ],
        Fields =
        [
            .. (_list.Fields ?? []).Select(one => new DocumentField(
                one.Key!, one.Name ?? one.Key!, one.Type!.Value, one.Required ?? false, one.Choices ?? [])),
        ],
        People =
        [
            .. (_list.Members ?? []).Select(one => new DocumentPerson(
                one.UserId!, one.Name ?? "", Email: null, one.Handle, one.Role ?? ListRole.Viewer)),
        ],
        Tasks =
        [
            .. _tasks.Index().OrderBy(task => task.Item.Position, StringComparer.Ordinal)
                .Select(task => Task(task.Item, task.Index)),
        ],
        Links = [.. _tasks.SelectMany(Links).Distinct()],
        Notes = [.. Notes().Take(ImportBounds.NotesMax)],
    };

    private DocumentTask Task(FileTask task, int index) => new(
        task.Id!, task.Title!, string.Create(CultureInfo.InvariantCulture, $"tasks[{index}]"))
    {
        Description = task.Description ?? "",
        SectionKey = task.SectionId is { } section && _sections.Contains(section) ? section : null,
        ParentKey = task.ParentId is { } parent && _ids.Contains(parent) ? parent : null,
        Status = task.Status ?? WorkStatus.Todo,
        Priority = task.Priority ?? 0,
        StartDate = task.StartDate,
        DueDate = task.DueDate,
        DueTimeZone = task.DueTimeZone,
        LabelKeys = [.. (task.LabelIds ?? []).Where(_labels.Contains)],
        AssigneeKeys = task.AssigneeId is { } assignee ? [assignee] : [],
        Attributes = task.Attributes,
        Recurrence = task.Recurrence,
        Reminders = task.Reminders ?? [],
        Archived = task.Archived ?? false,
        CreatedAt = task.CreatedAt,
        CompletedAt = task.CompletedAt,
        Comments = [.. (task.Comments ?? []).Where(one => one.Deleted != true).Select(Comment)],
    };

    private static ImportedComment Comment(FileComment comment) => new(
        comment.Id!,
        comment.AuthorId ?? "",
        comment.AuthorName ?? "",
        comment.Text ?? "",
        comment.CreatedAt!.Value,
        comment.ReplyTo);

    /// <summary>Each relation once, though both of its tasks tell it.</summary>
    private IEnumerable<DocumentLink> Links(FileTask task) => (task.Relations ?? [])
        .Where(one => _ids.Contains(one.TaskId!))
        .Select(one => one.Kind!.Value switch
        {
            RelationKind.Blocks or RelationKind.Duplicates => new DocumentLink(task.Id!, one.Kind.Value, one.TaskId!),
            RelationKind.BlockedBy or RelationKind.DuplicatedBy =>
                new DocumentLink(one.TaskId!, one.Kind.Value.Opposite(), task.Id!),
            _ => string.CompareOrdinal(task.Id, one.TaskId) < 0
                ? new DocumentLink(task.Id!, RelationKind.RelatesTo, one.TaskId!)
                : new DocumentLink(one.TaskId!, RelationKind.RelatesTo, task.Id!),
        });

    private IEnumerable<ImportNote> Notes()
    {
        if (_list.Archived == true)
            yield return new ImportNote("list.archived", "is true; the list comes in open, archive it again");
        foreach (var (index, task) in _tasks.Index().Where(task => task.Item.Attachments is { IsEmpty: false }))
        {
            yield return new ImportNote(
                string.Create(CultureInfo.InvariantCulture, $"tasks[{index}].attachments"),
                $"are {task.Attachments!.Value.Length}; the file does not have their content, attach them again");
        }
    }

    private static HashSet<string> Set(IEnumerable<string> ids) => ids.ToHashSet(StringComparer.Ordinal);
}
