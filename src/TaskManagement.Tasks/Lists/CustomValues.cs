using System.Text.Json;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Lists;

/// <summary>
/// Holds attributes that are written against the custom fields of the list. What a task has already is not looked at:
/// a field that was added later does not stand in the way of other changes.
/// </summary>
internal static class CustomValues
{
    /// <summary>Names every value that does not fit as <c>attributes.key</c>.</summary>
    public static void Check(FieldErrors errors, ListState list, AttributesWrite attributes)
    {
        // What is no object at all, the task itself refuses.
        if (list.Fields.IsEmpty || AttributesJson.Complaint(attributes.Members) is not null)
            return;
        using var document = JsonDocument.Parse(attributes.Members.Value);
        foreach (var field in list.Fields)
        {
            var isGiven = document.RootElement.TryGetProperty(field.Key, out var value);
            if (isGiven && value.ValueKind != JsonValueKind.Null)
                Check(errors, list, field, value);
            else if (field.Required && (isGiven || attributes.IsWhole))
                errors.Add($"attributes.{field.Key}", "is required by the list");
        }
    }

    private static void Check(FieldErrors errors, ListState list, CustomField field, JsonElement value)
    {
        var complaint = field.Type switch
        {
            FieldType.Text => Unless(value.ValueKind == JsonValueKind.String, "must be a text"),
            FieldType.Number => Unless(value.ValueKind == JsonValueKind.Number, "must be a number"),
            FieldType.Checkbox => Unless(
                value.ValueKind is JsonValueKind.True or JsonValueKind.False, "must be true or false"),
            FieldType.Date => Unless(
                TaskDate.TryParse(Text(value), out _),
                "must be a day (2026-03-03) or an instant with an offset (2026-03-03T09:00:00Z)"),
            FieldType.Choice => Unless(
                Text(value) is { } choice && field.Choices.Contains(choice),
                "must be one of " + string.Join(", ", field.Choices)),
            FieldType.User => Unless(
                Guid.TryParseExact(Text(value), "D", out var id) && list.RoleOf(new UserId(id)) is not null,
                "must be the id of a member of the list"),
            _ => throw new ArgumentOutOfRangeException(nameof(field), field.Type, "No such type."),
        };
        if (complaint is not null)
            errors.Add($"attributes.{field.Key}", complaint);
    }

    private static string? Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Unless(bool fits, string complaint) => fits ? null : complaint;
}
