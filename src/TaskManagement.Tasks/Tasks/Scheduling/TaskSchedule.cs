using System.Collections.Immutable;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Tasks.Tasks.Scheduling;

/// <summary>When a task recurs, and when to remind of it. Beside the dates themselves.</summary>
internal sealed record TaskSchedule
{
    /// <summary>It does not recur, and reminds of nothing.</summary>
    public static TaskSchedule None { get; } = new();

    public TaskRecurrence? Recurrence { get; init; }

    public ImmutableArray<TaskReminder> Reminders { get; init; } = [];

    /// <summary>The next occurrence. A task makes one at most, however often it is reopened and completed.</summary>
    public TaskId? NextTaskId { get; init; }

    /// <summary>What clocks skip on its dates. It holds for those dates alone.</summary>
    public SkippedTimes? SkippedTimes { get; init; }
}
