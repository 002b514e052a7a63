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
/// <param name="Archived">An archived list can only be read.</param>
internal sealed record PatchListBody(
    Optional<string> Name = default, Optional<string?> Description = default, Optional<bool> Archived = default)
{
    public PatchList ToCommand() => new(Name, Description, Archived);
}

/// <summary>Change a section (RFC 7396).</summary>
/// <param name="Index">Its place from 0; one beyond the last is the last.</param>
internal sealed record PatchSectionBody(Optional<string> Name = default, Optional<int> Index = default);

/// <summary>Change a label (RFC 7396).</summary>
internal sealed record PatchLabelBody(Optional<string> Name = default, Optional<string> Color = default);

/// <summary>Take an act back.</summary>
/// <param name="Version">A version that the act led to; without it the last act.</param>
internal sealed record UndoListBody(long? Version = null);

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
