using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Lists;

/// <summary>What can be done to a list. The hierarchy is closed.</summary>
[GenerateSerializer, Immutable, Alias("ListCommand")]
public abstract record ListCommand;

/// <summary>Make a list with these sections, in this order.</summary>
[GenerateSerializer, Immutable, Alias("CreateList")]
public sealed record CreateList(string Name, string? Description, ImmutableArray<string> Sections) : ListCommand;

/// <summary>Change name or description, or put it out of use; an archived list can only be read.</summary>
[GenerateSerializer, Immutable, Alias("PatchList")]
public sealed record PatchList(
    Optional<string> Name, Optional<string?> Description, Optional<bool> Archived = default) : ListCommand;

/// <summary>Make someone a member, or change the role.</summary>
[GenerateSerializer, Immutable, Alias("SetListMember")]
public sealed record SetListMember(UserId UserId, ListRole Role) : ListCommand;

/// <summary>Take a member out.</summary>
[GenerateSerializer, Immutable, Alias("RemoveListMember")]
public sealed record RemoveListMember(UserId UserId) : ListCommand;

/// <summary>Add a section at the end.</summary>
[GenerateSerializer, Immutable, Alias("AddSection")]
public sealed record AddSection(string Name) : ListCommand;

/// <summary>Rename a section, or give it another place among the others.</summary>
/// <param name="Index">Its place from 0; one beyond the last is the last.</param>
[GenerateSerializer, Immutable, Alias("PatchSection")]
public sealed record PatchSection(SectionId SectionId, Optional<string> Name, Optional<int> Index) : ListCommand;

/// <summary>Take a section out. Its tasks stay in the list, as tasks of no section.</summary>
[GenerateSerializer, Immutable, Alias("RemoveSection")]
public sealed record RemoveSection(SectionId SectionId) : ListCommand;

/// <summary>Change name or colour of a label.</summary>
[GenerateSerializer, Immutable, Alias("PatchLabel")]
public sealed record PatchLabel(LabelId LabelId, Optional<string> Name, Optional<string> Color) : ListCommand;

/// <summary>Take a label out.</summary>
[GenerateSerializer, Immutable, Alias("RemoveLabel")]
public sealed record RemoveLabel(LabelId LabelId) : ListCommand;

/// <summary>Put the list with all its tasks into the trash.</summary>
[GenerateSerializer, Immutable, Alias("DeleteList")]
public sealed record DeleteList : ListCommand;

/// <summary>Take it out of the trash.</summary>
[GenerateSerializer, Immutable, Alias("RestoreList")]
public sealed record RestoreList : ListCommand;

/// <summary>Remove it for good, with all its tasks. It must lie in the trash.</summary>
/// <param name="TrashedUntil">
/// Only where it lies there since this instant or longer; <c>null</c> however short that is.
/// </param>
[GenerateSerializer, Immutable, Alias("PurgeList")]
public sealed record PurgeList(DateTimeOffset? TrashedUntil) : ListCommand;

/// <summary>Take an act back, by events that do the opposite.</summary>
/// <param name="Version">
/// A version that the act led to; <c>null</c> for the last act that is neither taken back nor the taking back of one.
/// </param>
[GenerateSerializer, Immutable, Alias("UndoList")]
public sealed record UndoList(long? Version) : ListCommand;

/// <summary>Add a label.</summary>
/// <param name="Color">A CSS hex colour such as <c>#61bd4f</c>.</param>
[GenerateSerializer, Immutable, Alias("AddLabel")]
public sealed record AddLabel(string Name, string Color) : ListCommand;

/// <summary>Add a custom field.</summary>
[GenerateSerializer, Immutable, Alias("AddField")]
public sealed record AddField(
    string Key, string Name, FieldType Type, bool Required, ImmutableArray<string> Choices) : ListCommand;

/// <summary>Change a custom field; absent members stay.</summary>
[GenerateSerializer, Immutable, Alias("ChangeField")]
public sealed record ChangeField(
    FieldId Id, Optional<string> Name, Optional<bool> Required, Optional<ImmutableArray<string>> Choices)
    : ListCommand;

/// <summary>Remove a custom field; the values that tasks have stay with them.</summary>
[GenerateSerializer, Immutable, Alias("RemoveField")]
public sealed record RemoveField(FieldId Id) : ListCommand;

/// <summary>Attributes that are written.</summary>
/// <param name="Members">A JSON object; <c>null</c> values take members away.</param>
/// <param name="IsWhole">Whether the task has no other attributes afterwards.</param>
[GenerateSerializer, Immutable, Alias("AttributesWrite")]
public sealed record AttributesWrite(JsonText Members, bool IsWhole);

/// <summary>Make an imported list, or add to it what the export has gained since.</summary>
[GenerateSerializer, Immutable, Alias("ImportList")]
public sealed record ImportList(
    string Name,
    string Description,
    ImmutableArray<Section> Sections,
    ImmutableArray<Label> Labels,
    ImportSource Source)
{
    /// <summary>Its custom fields.</summary>
    [Id(0)]
    public ImmutableArray<CustomField> Fields { get; init; } = [];

    /// <summary>Members of a list that the import makes, beside its owner; one that is there keeps its own.</summary>
    [Id(1)]
    public ImmutableArray<ImportMember> Members { get; init; } = [];
}

/// <summary>A user whom an imported list takes in.</summary>
[GenerateSerializer, Immutable, Alias("ImportMember")]
public sealed record ImportMember(UserId UserId, ListRole Role);

/// <summary>What is asked of a list before a task of it is read or changed.</summary>
/// <param name="Act">What the caller wants to do.</param>
/// <param name="SectionId">A section that must exist, where one is named.</param>
/// <param name="AssigneeId">A user who must be a member, where one is named.</param>
/// <param name="Labels">Labels that must exist.</param>
/// <param name="Describe">Whether the permit is to say what a task that changes its list needs to know.</param>
/// <param name="Attributes">Attributes that must fit the list's custom fields, where some are written.</param>
[GenerateSerializer, Immutable, Alias("PermitRequest")]
public sealed record PermitRequest(
    Caller Caller,
    ListAct Act,
    SectionId? SectionId = null,
    UserId? AssigneeId = null,
    ImmutableArray<LabelId> Labels = default,
    bool Describe = false,
    AttributesWrite? Attributes = null);

/// <summary>A list's leave for one act.</summary>
/// <param name="Role">The caller's role.</param>
/// <param name="GuardVersion">
/// The version of the list's last change of membership. The append that follows is guarded by it, so that the late
/// write of a removed member is refused.
/// </param>
/// <param name="Description">Where it was asked for.</param>
[GenerateSerializer, Immutable, Alias("ListPermit")]
public sealed record ListPermit(ListRole Role, long GuardVersion, ListDescription? Description = null);

/// <summary>What a task that changes its list needs to know of either list.</summary>
/// <param name="Labels">The labels that its tasks may carry.</param>
/// <param name="Members">Who may have its tasks.</param>
[GenerateSerializer, Immutable, Alias("ListDescription")]
public sealed record ListDescription(ImmutableArray<Label> Labels, ImmutableArray<UserId> Members)
{
    /// <summary>Of a list without anything.</summary>
    public static ListDescription Empty { get; } = new([], []);
}
