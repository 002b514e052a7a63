using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TaskManagement.Contracts.Lists;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Lists;

/// <summary>Checks the fields of a list and its parts, and gives each in the form that is kept.</summary>
internal static partial class ListFields
{
    public static string Name(FieldErrors errors, string? name, string field = "name") =>
        TextRules.Required(errors, field, name, ListBounds.NameLengthMax);

    public static string Description(FieldErrors errors, string? description) =>
        TextRules.Optional(errors, "description", description, ListBounds.DescriptionLengthMax);

    public static string Color(FieldErrors errors, string? color, string field = "color")
    {
        if (color is null || !HexColor().IsMatch(color))
            errors.Add(field, "must be a colour such as #61bd4f");
        return color?.ToLowerInvariant() ?? "";
    }

    /// <summary>Sections of another system: distinct ids, checked names.</summary>
    public static ImmutableArray<Section> Imported(FieldErrors errors, ImmutableArray<Section> sections)
    {
        ImmutableArray<Section> distinct = sections.IsDefault ? [] : [.. sections.DistinctBy(section => section.Id)];
        Count(errors, "sections", distinct.Length, ListBounds.SectionsMax);
        return [.. distinct.Select(section => section with { Name = Name(errors, section.Name, "sections") })];
    }

    /// <summary>
    /// Labels of another system: distinct ids; their names may be empty, for elsewhere a colour is enough.
    /// </summary>
    public static ImmutableArray<Label> Imported(FieldErrors errors, ImmutableArray<Label> labels)
    {
        ImmutableArray<Label> distinct = labels.IsDefault ? [] : [.. labels.DistinctBy(label => label.Id)];
        Count(errors, "labels", distinct.Length, ListBounds.LabelsMax);
        return
        [
            .. distinct.Select(label => new Label(
                label.Id,
                TextRules.Optional(errors, "labels", label.Name, ListBounds.NameLengthMax),
                Color(errors, label.Color, "labels"))),
        ];
    }

    /// <summary>Refuses more of something than a list can hold.</summary>
    public static void Count(FieldErrors errors, string field, int count, int max)
    {
        if (count > max)
            errors.Add(field, $"has {count} entries; keep to {max}");
    }

    [GeneratedRegex(@"\A#[0-9A-Fa-f]{6}\z")]
    private static partial Regex HexColor();
}
