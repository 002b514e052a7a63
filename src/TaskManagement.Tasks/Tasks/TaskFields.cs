using System.Collections.Immutable;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Validation;

namespace TaskManagement.Tasks.Tasks;

/// <summary>Checks the fields of a task, and gives each in the form that is kept.</summary>
internal static class TaskFields
{
    public static string Title(FieldErrors errors, string? title) =>
        TextRules.Required(errors, "title", title, TaskBounds.TitleLengthMax);

    public static string Description(FieldErrors errors, string? description) =>
        TextRules.Optional(errors, "description", description, TaskBounds.DescriptionLengthMax);

    public static WorkStatus Status(FieldErrors errors, WorkStatus status)
    {
        if (!Enum.IsDefined(status))
            errors.Add("status", "must be todo, in_progress, blocked, done or cancelled");
        return status;
    }

    public static int Priority(FieldErrors errors, int priority)
    {
        if (priority is < 0 or > TaskBounds.PriorityMax)
            errors.Add("priority", $"is {priority}; give 0 (none) to {TaskBounds.PriorityMax} (urgent)");
        return priority;
    }

    public static ImmutableArray<LabelId> Labels(FieldErrors errors, ImmutableArray<LabelId> labels)
    {
        ImmutableArray<LabelId> distinct = labels.IsDefaultOrEmpty ? [] : [.. labels.Distinct()];
        if (distinct.Length > TaskBounds.LabelsMax)
            errors.Add("labels", $"has {distinct.Length} labels; keep to {TaskBounds.LabelsMax}");
        return distinct;
    }

    public static JsonText? Attributes(FieldErrors errors, JsonText? attributes)
    {
        if (attributes is not { } json || json.Value == "null")
            return null;
        if (AttributesJson.Complaint(json) is { } complaint)
            errors.Add("attributes", complaint);
        return json;
    }

    /// <summary>Merges a patch into the attributes; a <c>null</c> clears them all.</summary>
    public static JsonText? Attributes(FieldErrors errors, JsonText? current, JsonText? patch)
    {
        if (patch is not { } json || json.Value == "null")
            return null;
        if (AttributesJson.Complaint(json) is { } complaint)
        {
            errors.Add("attributes", complaint);
            return current;
        }

        return Attributes(errors, AttributesJson.Merge(current, json));
    }

    /// <summary>What the list's custom fields are held against. A <c>null</c> leaves a task without any.</summary>
    public static AttributesWrite Written(JsonText? attributes, bool isNew) =>
        attributes is { } json && json.Value != "null"
            ? new AttributesWrite(json, IsWhole: isNew)
            : new AttributesWrite(new JsonText("{}"), IsWhole: true);

    /// <summary>A day is the same day everywhere, so it takes a zone to say when it begins.</summary>
    public static void Dates(FieldErrors errors, TaskDate? start, TaskDate? due, string? zone)
    {
        Date(errors, "startDate", start);
        Date(errors, "dueDate", due);
        if (zone is not null && TimeZoneNames.Find(zone) is null)
            errors.Add("dueTimeZone", "must be an IANA time zone such as Europe/Vienna");
        else if (zone is null && (start?.Day ?? due?.Day) is not null)
            errors.Add("dueTimeZone", "must be given where a date is a day, such as Europe/Vienna");
    }

    private static void Date(FieldErrors errors, string field, TaskDate? date)
    {
        if (date is not { } given)
            return;
        if (given.Day.HasValue == given.Instant.HasValue)
            errors.Add(field, "must be a day (2026-03-03) or an instant with an offset (2026-03-03T09:00:00Z)");
        else if (YearOf(given) is < TaskBounds.YearMin or > TaskBounds.YearMax)
            errors.Add(field, $"must lie in the years {TaskBounds.YearMin} to {TaskBounds.YearMax}");
    }

    private static int YearOf(TaskDate date) => date.Day?.Year ?? date.Instant!.Value.UtcDateTime.Year;
}
