using System.Collections.Immutable;

namespace TaskManagement.Tasks.Queries.Filters;

/// <summary>What a filter may ask about.</summary>
internal enum FilterField
{
    /// <summary>Where the work stands.</summary>
    Status,

    /// <summary>0 to 4.</summary>
    Priority,

    /// <summary>Who has it.</summary>
    Assignee,

    /// <summary>Who made it.</summary>
    Creator,

    /// <summary>When it is due.</summary>
    Due,

    /// <summary>When it starts.</summary>
    Start,

    /// <summary>When it was made.</summary>
    Created,

    /// <summary>When it last changed.</summary>
    Updated,

    /// <summary>When it was done.</summary>
    Completed,

    /// <summary>The labels that it carries.</summary>
    Label,

    /// <summary>The list that it is in.</summary>
    List,

    /// <summary>The section that it is in.</summary>
    Section,

    /// <summary>What its title holds.</summary>
    Title,

    /// <summary>How many comments it has.</summary>
    Comments,

    /// <summary>A member of its attributes.</summary>
    Attributes,
}

/// <summary>What sort of values a field has.</summary>
internal enum FilterKind
{
    /// <summary>A state.</summary>
    Status,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A person.</summary>
    Person,

    /// <summary>A day or an instant.</summary>
    Date,

    /// <summary>Something with a name.</summary>
    Name,

    /// <summary>A part of a text.</summary>
    Text,

    /// <summary>Whatever JSON holds.</summary>
    Json,
}

/// <summary>A field as the language knows it.</summary>
/// <param name="Name">What clients write.</param>
/// <param name="MayBeEmpty">Whether <c>none</c> and <c>has:</c> mean something.</param>
internal sealed record FilterFieldName(FilterField Field, string Name, FilterKind Kind, bool MayBeEmpty);

/// <summary>The fields of the language.</summary>
internal static class FilterFields
{
    /// <summary>Begins the name of a member of the attributes.</summary>
    public const string AttributesPrefix = "attributes.";

    /// <summary>All of them.</summary>
    public static ImmutableArray<FilterFieldName> All { get; } =
    [
        new(FilterField.Status, "status", FilterKind.Status, MayBeEmpty: false),
        new(FilterField.Priority, "priority", FilterKind.Number, MayBeEmpty: false),
        new(FilterField.Assignee, "assignee", FilterKind.Person, MayBeEmpty: true),
        new(FilterField.Creator, "creator", FilterKind.Person, MayBeEmpty: false),
        new(FilterField.Due, "due", FilterKind.Date, MayBeEmpty: true),
        new(FilterField.Start, "start", FilterKind.Date, MayBeEmpty: true),
        new(FilterField.Created, "created", FilterKind.Date, MayBeEmpty: false),
        new(FilterField.Updated, "updated", FilterKind.Date, MayBeEmpty: false),
        new(FilterField.Completed, "completed", FilterKind.Date, MayBeEmpty: true),
        new(FilterField.Label, "label", FilterKind.Name, MayBeEmpty: true),
        new(FilterField.List, "list", FilterKind.Name, MayBeEmpty: false),
        new(FilterField.Section, "section", FilterKind.Name, MayBeEmpty: true),
        new(FilterField.Title, "title", FilterKind.Text, MayBeEmpty: false),
        new(FilterField.Comments, "comments", FilterKind.Number, MayBeEmpty: false),
        new(FilterField.Attributes, "attributes", FilterKind.Json, MayBeEmpty: true),
    ];

    /// <summary>The names, for people.</summary>
    public static string Names { get; } = string.Join(
        ", ", All.Select(field => field.Field == FilterField.Attributes ? "attributes.<name>" : field.Name));

    /// <summary>What is known of a field.</summary>
    public static FilterFieldName Of(FilterField field) => All[(int)field];
}
