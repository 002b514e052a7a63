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

/// <summary>A section was added at the end.</summary>
[EventType("list.section_added.v1")]
public sealed record ListSectionAdded(ListId ListId, Section Section) : ListEvent;

/// <summary>A label was added.</summary>
[EventType("list.label_added.v1")]
public sealed record ListLabelAdded(ListId ListId, Label Label) : ListEvent;

/// <summary>A custom field was added: values of tasks that are written from now on are checked.</summary>
[EventType("list.field_added.v1")]
public sealed record ListFieldAdded(ListId ListId, CustomField Field) : ListEvent;

/// <summary>A custom field changed; its key and type are the same as before.</summary>
[EventType("list.field_changed.v1")]
public sealed record ListFieldChanged(ListId ListId, CustomField Old, CustomField New) : ListEvent;

/// <summary>A custom field was removed. The values that tasks have stay with them.</summary>
[EventType("list.field_removed.v1")]
public sealed record ListFieldRemoved(ListId ListId, CustomField Field) : ListEvent;

/// <summary>Fields of a list that change together; absent ones did not change.</summary>
[GenerateSerializer, Immutable, Alias("ListDetails")]
public sealed record ListDetails(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string> Name = default,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Optional<string> Description = default);
