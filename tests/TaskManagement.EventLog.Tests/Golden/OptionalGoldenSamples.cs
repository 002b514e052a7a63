using System.Collections.Immutable;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;

namespace TaskManagement.EventLog.Tests.Golden;

/// <summary>
/// Events with the members that came to them later, which are left out where they say nothing. Each member is in one of
/// them.
/// </summary>
internal static class OptionalGoldenSamples
{
    private static readonly UserId Ada = new(Guid.Parse("01900000-0000-7000-8000-00000000000a"));
    private static readonly ListId List = new(Guid.Parse("01900000-0000-7000-8000-000000000011"));
    private static readonly Section Section = new(new(Guid.Parse("01900000-0000-7000-8000-000000000012")), "Later");
    private static readonly Label Now = new(new(Guid.Parse("01900000-0000-7000-8000-000000000013")), "now", "#0000ff");
    private static readonly TaskId TaskId = new(Guid.Parse("01900000-0000-7000-8000-000000000014"));
    private static readonly TaskId OtherTask = new(Guid.Parse("01900000-0000-7000-8000-000000000024"));
    private static readonly CommentId Comment = new(Guid.Parse("01900000-0000-7000-8000-000000000015"));
    private static readonly CommentId Reply = new(Guid.Parse("01900000-0000-7000-8000-000000000025"));
    private static readonly DateTimeOffset Created = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);
    private static readonly TaskRecurrence Daily = new("FREQ=DAILY", "Europe/Berlin", AfterCompletion: true);
    private static readonly TaskReminder Early = new(MinutesBeforeDue: 30);

    private static readonly CustomField Effort = new(
        new FieldId(Guid.Parse("01900000-0000-7000-8000-000000000019")),
        "effort",
        "Effort",
        FieldType.Number,
        false,
        []);

    /// <summary>The samples.</summary>
    public static IReadOnlyList<IDomainEvent> All { get; } =
    [
        new ListSectionAdded(List, Section, 1),
        new ListLabelAdded(List, Now, 2),
        new ListLabelRemoved(List, Now, 2),
        new ListFieldAdded(List, Effort, 3),
        new ListFieldRemoved(List, Effort, 3),
        new ListDetailsChanged(List, Details("Groceries"), Details("Shopping")),
        new TaskCreated(
            TaskId, List, null, "Buy milk", "", WorkStatus.Todo, 0, null, new TaskDate(Created, null), null, null, Ada,
            [], null, "m", false, Created, null, Daily, [new TaskReminder(Created), Early], OtherTask,
            new SkippedTimes(null, new DateTime(2026, 3, 29, 2, 30, 0))),
        new TaskDetailsChanged(TaskId, List, Details(0), Details(4)),
        new TaskCompleted(TaskId, List, "Buy milk", WorkStatus.Todo, null, Ada, Created, Created, OtherTask),
        new TaskReopened(TaskId, List, WorkStatus.Done, WorkStatus.Todo, null, Created, Created, OtherTask),
        new TaskCommented(TaskId, List, Reply, Ada, null, "Yes", Created, null, Comment),
    ];

    private static ListDetails Details(string name) => new(name, $"{name} for Sunday");

    private static TaskDetails Details(int priority) => new(
        "Buy milk",
        "Two litres",
        priority,
        (TaskDate?)new TaskDate(null, new DateOnly(2026, 3, 9)),
        (TaskDate?)new TaskDate(Created, null),
        "Europe/Berlin",
        ImmutableArray.Create(Now.Id),
        (JsonText?)new JsonText("""{"litres": 2.50}"""),
        (SectionId?)Section.Id,
        "m",
        (TaskRecurrence?)Daily,
        ImmutableArray.Create(Early));
}
