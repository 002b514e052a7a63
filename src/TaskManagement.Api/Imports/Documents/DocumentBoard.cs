using System.Collections.Immutable;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Imports.Documents;

/// <summary>Turns a checked document into what the import is told. Ids derive from the source and the keys.</summary>
internal sealed class DocumentBoard
{
    private readonly ImportDocument _document;
    private readonly ImmutableDictionary<string, UserId> _accounts;
    private readonly DateTimeOffset _now;
    private readonly ListId _list;
    private readonly ImmutableArray<DocumentTask> _ordered;
    private readonly Dictionary<string, int> _indexes;
    private readonly ILookup<string, TaskRelation> _relations;
    private readonly DocumentAttributes _attributes;

    private DocumentBoard(
        ImportDocument document, UserId user, ImmutableDictionary<string, UserId> accounts, DateTimeOffset now)
    {
        (_document, _accounts, _now) = (document, accounts, now);
        _list = ListOf(user, document.Source);
        _indexes = document.Tasks.Index()
            .ToDictionary(task => task.Item.Key, task => task.Index, StringComparer.Ordinal);
        _ordered = [.. document.Tasks.OrderBy(LevelOf)];
        _relations = Relations();
        _attributes = new DocumentAttributes(document.Fields, accounts);
    }

    /// <summary>The list that a user's import of a source becomes, and always the same one.</summary>
    public static ListId ListOf(UserId user, ImportSource source) =>
        new(DerivedId.FromParts("list", user.ToString(), source.System, source.Id));

    /// <summary>The import of a user's source, and always the same one.</summary>
    public static ImportId ImportOf(UserId user, ImportSource source) =>
        new(DerivedId.FromParts("import", user.ToString(), source.System, source.Id));

    /// <summary>The document as the import is told it.</summary>
    /// <param name="user">Who imports it, and owns the list that it makes.</param>
    /// <param name="accounts">The accounts of its people, by their key.</param>
    public static ImportBoard Of(
        ImportDocument document, UserId user, ImmutableDictionary<string, UserId> accounts, DateTimeOffset now) =>
        new DocumentBoard(document, user, accounts, now).Board();

    private ImportBoard Board() => new(
        _list,
        new ImportList(
            _document.Name.Trim(),
            _document.Description,
            [.. _document.Sections.Select(one => new Section(new(IdOf("section", one.Key)), one.Name.Trim()))],
            [.. _document.Labels.Select(one => new Label(new(IdOf("label", one.Key)), one.Name.Trim(), one.Color))],
            _document.Source)
        {
            Fields =
            [
                .. _document.Fields.Select(one => new CustomField(
                    new(IdOf("field", one.Key)), one.Key, one.Name.Trim(), one.Type, one.Required, one.Choices)),
            ],
            Members =
            [
                .. _document.People
                    .Where(person => _accounts.ContainsKey(person.Key))
                    .Select(person => new ImportMember(_accounts[person.Key], person.Role)),
            ],
        },
        [.. _ordered.Select(Task)])
    {
        People = [.. _document.People.Select(one => new ImportPerson(one.Key, one.Name, AccountOf(one.Key)))],
        Notes = _document.Notes,
    };

    private ImportTask Task(DocumentTask task) => new(
        _list,
        task.SectionKey is { } section ? new SectionId(IdOf("section", section)) : null,
        task.Title.Trim(),
        task.Description,
        task.DueDate,
        [.. task.LabelKeys.Distinct(StringComparer.Ordinal).Select(key => new LabelId(IdOf("label", key)))],
        task.Status == WorkStatus.Done,
        task.Archived,
        _indexes[task.Key],
        (task.CreatedAt ?? _now).ToUniversalTime(),
        SourceOf(task.Key),
        task.Comments,
        task.CompletedAt?.ToUniversalTime())
    {
        Status = task.Status,
        Priority = task.Priority,
        StartDate = task.StartDate,
        DueTimeZone = task.DueTimeZone,
        AssigneeId = task.AssigneeKeys.Select(AccountOf).FirstOrDefault(account => account is not null),
        Attributes = _attributes.Of(task.Attributes),
        Recurrence = task.Recurrence,
        Reminders = task.Reminders,
        Relations = [.. _relations[task.Key]],
    };

    /// <summary>Each relation with the later of its two tasks, for the earlier one is there by then.</summary>
    private ILookup<string, TaskRelation> Relations()
    {
        var turns = _ordered.Index().ToDictionary(task => task.Item.Key, task => task.Index, StringComparer.Ordinal);
        var parents = _ordered
            .Where(task => task.ParentKey is not null)
            .Select(task => new DocumentLink(task.Key, RelationKind.Parent, task.ParentKey!));
        return parents.Concat(_document.Links)
            .Select(link => turns[link.FromKey] > turns[link.ToKey]
                ? (Later: link.FromKey, link.Kind, Earlier: link.ToKey)
                : (Later: link.ToKey, Kind: link.Kind.Opposite(), Earlier: link.FromKey))
            .ToLookup(link => link.Later, link => new TaskRelation(link.Kind, TaskOf(link.Earlier)));
    }

    /// <summary>How many tasks are above one; the check has made sure that they end.</summary>
    private int LevelOf(DocumentTask task)
    {
        var level = 0;
        for (var at = task; at.ParentKey is { } key; at = _document.Tasks[_indexes[key]])
            level++;
        return level;
    }

    private UserId? AccountOf(string person) => _accounts.TryGetValue(person, out var user) ? user : null;

    private TaskId TaskOf(string key) => ImportIds.TaskOf(_list, SourceOf(key));

    private ImportSource SourceOf(string key) => new(_document.Source.System, key);

    private Guid IdOf(string kind, string key) =>
        DerivedId.FromParts(kind, _list.ToString(), _document.Source.System, key);
}
