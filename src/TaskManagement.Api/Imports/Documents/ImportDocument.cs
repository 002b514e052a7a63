using System.Collections.Immutable;
using TaskManagement.Contracts.Imports;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Imports.Documents;

/// <summary>
/// A list of another system, in no system's format. To take in a format, write a reader that gives one of these, and a
/// route beside the others in <see cref="ImportEndpoints"/>; everything behind it is there: the check of how the parts
/// refer to each other, the search for people, ids, and the import in slices that goes on after a crash.
/// </summary>
/// <remarks>
/// Keys are the ids of the other system, or made from the content where it has none. Ids here derive from the source
/// and the keys, so the same keys meet the same things again and nothing comes twice: a key must not change from one
/// export to the next. A task that is there already stays as people have made it here.
/// </remarks>
/// <param name="Source">The system and the id of the list there.</param>
/// <param name="Name">What the list is called.</param>
internal sealed record ImportDocument(ImportSource Source, string Name)
{
    public string Description { get; init; } = "";

    /// <summary>In their order.</summary>
    public ImmutableArray<DocumentSection> Sections { get; init; } = [];

    public ImmutableArray<DocumentLabel> Labels { get; init; } = [];

    public ImmutableArray<DocumentField> Fields { get; init; } = [];

    public ImmutableArray<DocumentPerson> People { get; init; } = [];

    /// <summary>In their order, subtasks among them.</summary>
    public ImmutableArray<DocumentTask> Tasks { get; init; } = [];

    /// <summary>Relations other than those of a parent and its subtasks, each once, from either side.</summary>
    public ImmutableArray<DocumentLink> Links { get; init; } = [];

    /// <summary>What the reader could not take over as it was. It holds no names of people.</summary>
    public ImmutableArray<ImportNote> Notes { get; init; } = [];
}

/// <summary>A section.</summary>
internal sealed record DocumentSection(string Key, string Name);

/// <summary>A label.</summary>
/// <param name="Color">A CSS hex colour such as <c>#61bd4f</c>.</param>
internal sealed record DocumentLabel(string Key, string Name, string Color);

/// <summary>A custom field; the key is that of the member in the attributes of tasks.</summary>
internal sealed record DocumentField(
    string Key, string Name, FieldType Type, bool Required, ImmutableArray<string> Choices);

/// <summary>
/// Someone who has tasks or is a member there. Whose address or handle an account here has is found by that, and
/// becomes a member of a list that the import makes.
/// </summary>
/// <param name="Name">What they are called there; nobody is found by it.</param>
/// <param name="Role">As what they come in.</param>
internal sealed record DocumentPerson(
    string Key, string Name, string? Email = null, string? Handle = null, ListRole Role = ListRole.Editor);

/// <summary>How a task stands to another one.</summary>
internal sealed record DocumentLink(string FromKey, RelationKind Kind, string ToKey);

/// <summary>A task.</summary>
/// <param name="Place">Where it stands in the file, such as <c>cards[3]</c> or <c>line 7</c>; faults name it.</param>
internal sealed record DocumentTask(string Key, string Title, string Place)
{
    public string Description { get; init; } = "";
    public string? SectionKey { get; init; }
    public string? ParentKey { get; init; }
    public WorkStatus Status { get; init; }

    /// <summary>0 (none) to 4 (urgent).</summary>
    public int Priority { get; init; }

    public TaskDate? StartDate { get; init; }
    public TaskDate? DueDate { get; init; }

    /// <summary>An IANA zone; needed where a date is a day.</summary>
    public string? DueTimeZone { get; init; }

    public ImmutableArray<string> LabelKeys { get; init; } = [];

    /// <summary>Who has it; of several, the first who has an account here.</summary>
    public ImmutableArray<string> AssigneeKeys { get; init; } = [];

    /// <summary>A JSON object. Values of custom fields have to fit them.</summary>
    public JsonText? Attributes { get; init; }

    public TaskRecurrence? Recurrence { get; init; }
    public ImmutableArray<TaskReminder> Reminders { get; init; } = [];
    public bool Archived { get; init; }

    /// <summary>When it was made there; where that is not known, it is made now.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was done there; where that is not known, now.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>In any order. Their authors stay names.</summary>
    public ImmutableArray<ImportedComment> Comments { get; init; } = [];
}
