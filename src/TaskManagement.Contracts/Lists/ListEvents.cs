using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Lists;

/// <summary>Events of a list's stream, <c>list-{id}</c>.</summary>
public abstract record ListEvent : IDomainEvent;

/// <summary>A list was made. Its owner is a member in the role owner.</summary>
[EventType("list.created.v1")]
public sealed record ListCreated(
    ListId ListId,
    string Name,
    string Description,
    UserId OwnerId,
    ImmutableArray<Section> Sections,
    ImmutableArray<Label> Labels,
    ImportSource? Source) : ListEvent;

/// <summary>Name or description changed; both sides hold the same fields.</summary>
[EventType("list.details_changed.v1")]
public sealed record ListDetailsChanged(ListId ListId, ListDetails Old, ListDetails New) : ListEvent;

/// <summary>Someone became a member or got another role.</summary>
[EventType("list.member_set.v1")]
public sealed record ListMemberSet(ListId ListId, UserId UserId, ListRole? OldRole, ListRole NewRole) : ListEvent;

/// <summary>Someone is no longer a member.</summary>
[EventType("list.member_removed.v1")]
public sealed record ListMemberRemoved(ListId ListId, UserId UserId, ListRole OldRole) : ListEvent;

/// <summary>A section was added.</summary>
/// <param name="Index">Its place; <c>null</c> for the end.</param>
[EventType("list.section_added.v1")]
public sealed record ListSectionAdded(
    ListId ListId,
    Section Section,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Index = null) : ListEvent;

/// <summary>A section has another name or place.</summary>
[EventType("list.section_changed.v1")]
public sealed record ListSectionChanged(ListId ListId, Section Old, Section New, int OldIndex, int NewIndex)
    : ListEvent;

/// <summary>A section was taken out. Its tasks keep it in mind, and are in it again when it comes back.</summary>
[EventType("list.section_removed.v1")]
public sealed record ListSectionRemoved(ListId ListId, Section Section, int Index) : ListEvent;

/// <summary>A label was added.</summary>
/// <param name="Index">Its place; <c>null</c> for the end.</param>
[EventType("list.label_added.v1")]
public sealed record ListLabelAdded(
    ListId ListId,
    Label Label,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Index = null) : ListEvent;

/// <summary>A custom field was added: values of tasks that are written from now on are checked.</summary>
/// <param name="Index">Its place; <c>null</c> for the end.</param>
[EventType("list.field_added.v1")]
public sealed record ListFieldAdded(
    ListId ListId,
    CustomField Field,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Index = null) : ListEvent;

/// <summary>A custom field changed; its key and type are the same as before.</summary>
[EventType("list.field_changed.v1")]
public sealed record ListFieldChanged(ListId ListId, CustomField Old, CustomField New) : ListEvent;

/// <summary>A custom field was removed. The values that tasks have stay with them.</summary>
/// <param name="Index">The place that it had; <c>null</c> where that was not kept.</param>
[EventType("list.field_removed.v1")]
public sealed record ListFieldRemoved(
    ListId ListId,
    CustomField Field,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Index = null) : ListEvent;

/// <summary>A label has another name or colour.</summary>
[EventType("list.label_changed.v1")]
public sealed record ListLabelChanged(ListId ListId, Label Old, Label New) : ListEvent;

/// <summary>A label was taken out. Tasks keep it in mind, and carry it again when it comes back.</summary>
/// <param name="Index">The place that it had; <c>null</c> where that was not kept.</param>
[EventType("list.label_removed.v1")]
public sealed record ListLabelRemoved(
    ListId ListId,
    Label Label,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Index = null) : ListEvent;

/// <summary>The list was put out of use, or back into it.</summary>
[EventType("list.archived.v1")]
public sealed record ListArchived(ListId ListId, bool OldArchived, bool NewArchived) : ListEvent;

/// <summary>The list went to the trash, and all its tasks with it.</summary>
[EventType("list.deleted.v1")]
public sealed record ListDeleted(ListId ListId) : ListEvent;

/// <summary>The list came back out of the trash, as it was.</summary>
[EventType("list.restored.v1")]
public sealed record ListRestored(ListId ListId) : ListEvent;

/// <summary>
/// The list was removed for good, out of the trash: the events before this one have lost their content. Its tasks
/// follow, one after another.
/// </summary>
/// <param name="OwnerId">Who is told what became of it.</param>
/// <param name="ThroughVersion">The version of the last event that has lost its content.</param>
[EventType("list.purged.v1")]
public sealed record ListPurged(ListId ListId, UserId OwnerId, long ThroughVersion) : ListEvent;

/// <summary>An act was taken back: the other events of the same append do the opposite of what it did.</summary>
/// <param name="FirstVersion">The version of the act's first event.</param>
/// <param name="LastVersion">The version of its last event.</param>
[EventType("list.undone.v1")]
public sealed record ListUndone(ListId ListId, long FirstVersion, long LastVersion) : ListEvent, IUndoneEvent;

/// <summary>Fields of a list that change together; absent ones did not change.</summary>
[GenerateSerializer, Immutable, Alias("ListDetails")]
public sealed record ListDetails(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string> Name = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string> Description = default);
