using System.Collections.Immutable;
using System.Text.Json;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Tasks.Scheduling;

/// <summary>
/// How the read model writes what clients see of a schedule: as JSON, or not at all where there is none.
/// </summary>
internal sealed record ScheduleText(
    TaskRecurrence? Recurrence, ImmutableArray<TaskReminder> Reminders, TaskId? NextTaskId)
{
    /// <summary>It does not recur, and reminds of nothing.</summary>
    public static ScheduleText None { get; } = new(null, [], null);

    public static string? Of(TaskSchedule schedule) =>
        schedule is { Recurrence: null, Reminders.IsEmpty: true, NextTaskId: null }
            ? null
            : JsonSerializer.Serialize(
                new ScheduleText(schedule.Recurrence, schedule.Reminders, schedule.NextTaskId));

    public static ScheduleText Parse(string? text) =>
        text is null ? None : JsonSerializer.Deserialize<ScheduleText>(text)!;
}
