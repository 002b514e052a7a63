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
