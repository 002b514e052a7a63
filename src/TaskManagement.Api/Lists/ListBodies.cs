using System.Collections.Immutable;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Lists;

/// <summary>Make a list.</summary>
/// <param name="Sections">Names of its sections, in order.</param>
internal sealed record CreateListBody(
    string Name, string? Description = null, ImmutableArray<string> Sections = default)
{
    public CreateList ToCommand() => new(Name, Description, Sections.IsDefault ? [] : Sections);
}

/// <summary>Change a list (RFC 7396).</summary>
internal sealed record PatchListBody(Optional<string> Name = default, Optional<string?> Description = default)
{
    public PatchList ToCommand() => new(Name, Description);
}

/// <summary>A member's role.</summary>
internal sealed record MemberBody(ListRole Role);

/// <summary>Add a section.</summary>
internal sealed record SectionBody(string Name);

/// <summary>Add a label.</summary>
/// <param name="Color">A CSS hex colour such as <c>#61bd4f</c>.</param>
internal sealed record LabelBody(string Name, string Color);

/// <summary>Add a custom field.</summary>
/// <param name="Key">The member of a task's attributes; a letter, then letters, digits, _ or -.</param>
/// <param name="Choices">The values of a choice.</param>
internal sealed record FieldBody(
    string Key, string Name, FieldType Type, bool Required = false, ImmutableArray<string> Choices = default)
{
    public AddField ToCommand() => new(Key, Name, Type, Required, Choices.IsDefault ? [] : Choices);
}

/// <summary>Change a custom field (RFC 7396); its key and type stay.</summary>
internal sealed record PatchFieldBody(
    Optional<string> Name = default,
    Optional<bool> Required = default,
    Optional<ImmutableArray<string>> Choices = default)
{
    public ChangeField ToCommand(FieldId id) => new(id, Name, Required, Choices);
}
