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
        if (list.Fields.Any(field => field.Key == key))
            errors.Add("key", "is the key of another field; change that one");
        return Key(errors, key, "key");
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

    /// <summary>Fields of an imported list: distinct keys, each with what it needs.</summary>
    public static ImmutableArray<CustomField> Imported(FieldErrors errors, ImmutableArray<CustomField> fields)
    {
        const string Field = "fields";
        ImmutableArray<CustomField> distinct = fields.IsDefault ? [] : [.. fields.DistinctBy(field => field.Key)];
        ListFields.Count(errors, Field, distinct.Length, ListBounds.FieldsMax);
        return
        [
            .. distinct.Select(field => field with
            {
                Key = Key(errors, field.Key, Field),
                Name = ListFields.Name(errors, field.Name, Field),
                Type = Type(errors, field.Type),
                Choices = Choices(errors, field.Type, field.Choices),
            }),
        ];
    }

    private static string Key(FieldErrors errors, string? key, string field)
    {
        if (key is null || !KeyPattern().IsMatch(key))
            errors.Add(field, "must be a letter a-z, then up to 49 letters a-z, digits, _ or -");
        return key ?? "";
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_-]{0,49}\z")]
    private static partial Regex KeyPattern();
}
