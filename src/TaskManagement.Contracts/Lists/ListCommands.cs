using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Lists;

/// <summary>Make a list with these sections, in this order.</summary>
[GenerateSerializer, Immutable, Alias("CreateList")]
public sealed record CreateList(string Name, string? Description, ImmutableArray<string> Sections);

/// <summary>Change name or description.</summary>
[GenerateSerializer, Immutable, Alias("PatchList")]
public sealed record PatchList(Optional<string> Name, Optional<string?> Description);

/// <summary>Make someone a member, or change the role.</summary>
[GenerateSerializer, Immutable, Alias("SetListMember")]
public sealed record SetListMember(UserId UserId, ListRole Role);

/// <summary>Take a member out.</summary>
[GenerateSerializer, Immutable, Alias("RemoveListMember")]
public sealed record RemoveListMember(UserId UserId);

/// <summary>Add a section at the end.</summary>
[GenerateSerializer, Immutable, Alias("AddSection")]
public sealed record AddSection(string Name);

/// <summary>Add a label.</summary>
/// <param name="Color">A CSS hex colour such as <c>#61bd4f</c>.</param>
[GenerateSerializer, Immutable, Alias("AddLabel")]
public sealed record AddLabel(string Name, string Color);

/// <summary>Add a custom field.</summary>
[GenerateSerializer, Immutable, Alias("AddField")]
public sealed record AddField(
    string Key, string Name, FieldType Type, bool Required, ImmutableArray<string> Choices);

/// <summary>Change a custom field; absent members stay.</summary>
[GenerateSerializer, Immutable, Alias("ChangeField")]
public sealed record ChangeField(
    FieldId Id, Optional<string> Name, Optional<bool> Required, Optional<ImmutableArray<string>> Choices);

/// <summary>Remove a custom field; the values that tasks have stay with them.</summary>
[GenerateSerializer, Immutable, Alias("RemoveField")]
public sealed record RemoveField(FieldId Id);

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
    ImportSource Source);

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
