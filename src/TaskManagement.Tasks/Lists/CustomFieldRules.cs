using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TaskManagement.Contracts.Lists;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Lists;

/// <summary>Checks a custom field itself, and gives its parts in the form that is kept.</summary>
internal static partial class CustomFieldRules
{
    public static string Key(FieldErrors errors, ListState list, string? key)
    {
        if (key is null || !KeyPattern().IsMatch(key))
            errors.Add("key", "must be a letter a-z, then up to 49 letters a-z, digits, _ or -");
        else if (list.Fields.Any(field => field.Key == key))
            errors.Add("key", "is the key of another field; change that one");
        return key ?? "";
    }

    public static FieldType Type(FieldErrors errors, FieldType type)
    {
        if (!Enum.IsDefined(type))
            errors.Add("type", "must be text, number, date, choice, user or checkbox");
        return type;
    }

    public static ImmutableArray<string> Choices(FieldErrors errors, FieldType type, ImmutableArray<string> choices)
    {
        ImmutableArray<string> given = choices.IsDefault ? [] : choices;
        ListFields.Count(errors, "choices", given.Length, ListBounds.FieldChoicesMax);
        if (type == FieldType.Choice == given.IsEmpty)
        {
            errors.Add("choices", given.IsEmpty
                ? "must be given: a choice has at least one"
                : "are those of the type choice alone; leave them out");
        }

        ImmutableArray<string> kept = [.. given.Select(choice => ListFields.Name(errors, choice, "choices"))];
        if (kept.Distinct().Count() < kept.Length)
            errors.Add("choices", "names one twice");
        return kept;
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_-]{0,49}\z")]
    private static partial Regex KeyPattern();
}
