using System.Collections.Immutable;
using System.Text.Json.Serialization;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Contracts.Lists;

/// <summary>A part of a list, such as a column of a board. Sections keep their order.</summary>
[GenerateSerializer, Immutable, Alias("Section")]
public sealed record Section(SectionId Id, string Name);

/// <summary>A label that tasks of the list may carry.</summary>
/// <param name="Color">A CSS hex colour such as <c>#61bd4f</c>.</param>
[GenerateSerializer, Immutable, Alias("Label")]
public sealed record Label(LabelId Id, string Name, string Color);

/// <summary>Where an imported thing comes from; the same source is never imported twice.</summary>
/// <param name="System">The system, such as <c>trello</c>.</param>
/// <param name="Id">The id there.</param>
[GenerateSerializer, Immutable, Alias("ImportSource")]
public sealed record ImportSource(string System, string Id);

/// <summary>What a member may do in a list. Each role includes the ones after it.</summary>
[GenerateSerializer, Alias("ListRole"), JsonConverter(typeof(JsonStringEnumConverter<ListRole>))]
public enum ListRole
{
    /// <summary>Shares the list and changes everything.</summary>
    [JsonStringEnumMemberName("owner")] Owner,

    /// <summary>Changes tasks, sections and labels.</summary>
    [JsonStringEnumMemberName("editor")] Editor,

    /// <summary>Reads and comments.</summary>
    [JsonStringEnumMemberName("commenter")] Commenter,

    /// <summary>Reads.</summary>
    [JsonStringEnumMemberName("viewer")] Viewer,
}

/// <summary>What someone wants to do in a list.</summary>
[GenerateSerializer, Alias("ListAct")]
public enum ListAct
{
    /// <summary>Read the list and its tasks.</summary>
    Read,

    /// <summary>Comment on its tasks.</summary>
    Comment,

    /// <summary>Change its tasks, sections and labels.</summary>
    Edit,

    /// <summary>Change its members, its name and its end.</summary>
    Administer,
}

/// <summary>A member of a list.</summary>
[GenerateSerializer, Immutable, Alias("ListMember")]
public sealed record ListMember(UserId UserId, ListRole Role, string Handle, string DisplayName);

/// <summary>A list as one of its members sees it.</summary>
/// <param name="Role">The caller's role.</param>
[GenerateSerializer, Immutable, Alias("TaskListView")]
public sealed record TaskListView(
    ListId Id,
    string Name,
    string Description,
    UserId OwnerId,
    ListRole Role,
    ImmutableArray<Section> Sections,
    ImmutableArray<Label> Labels,
    ImmutableArray<ListMember> Members,
    bool Archived,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Version)
{
    /// <summary>Its custom fields.</summary>
    [Id(0)]
    public ImmutableArray<CustomField> Fields { get; init; } = [];
}

/// <summary>A list in an overview.</summary>
[GenerateSerializer, Immutable, Alias("TaskListSummary")]
public sealed record TaskListSummary(
    ListId Id,
    string Name,
    string Description,
    UserId OwnerId,
    ListRole Role,
    bool Archived,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Version);
