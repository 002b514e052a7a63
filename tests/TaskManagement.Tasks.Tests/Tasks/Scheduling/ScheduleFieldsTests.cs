using System.Collections.Immutable;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;
using Xunit;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Tasks.Scheduling;

public sealed class ScheduleFieldsTests
{
    private static readonly TaskDate Due = new(null, new DateOnly(2026, 3, 2));
    private static readonly CreateTask Dated = Milk with { DueDate = Due, DueTimeZone = "Europe/Berlin" };

    [Fact]
    public void Create_WhenItRecurs_ThenKeepsTheRuleInOneFormWithTheTasksZone()
    {
        var wanted = new TaskRecurrence("rrule:interval=1;freq=weekly;byday=fr,mo");

        var created = Created(Dated with { Recurrence = wanted });

        Assert.Equal(new TaskRecurrence("FREQ=WEEKLY;BYDAY=MO,FR", "Europe/Berlin"), created.Recurrence);
    }

    [Theory]
    [InlineData("FREQ=SOMETIMES", null, false, "recurrence.rule", "FREQ=SOMETIMES is no frequency")]
    [InlineData("", null, false, "recurrence.rule", "FREQ is missing")]
    [InlineData("FREQ=DAILY", "Mars/Olympus", false, "recurrence.timeZone", "must be an IANA time zone")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO", null, true, "recurrence.rule", "counts from the completion; keep FREQ")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", null, false, "recurrence.rule", "has no next occurrence within")]
    [InlineData("FREQ=DAILY;UNTIL=20250101", null, false, "recurrence.rule", "has no next occurrence within 100 years")]
    [Trait("Peer", "13")]
    public void Create_WhenRecurrenceCannotBe_ThenNamesTheFieldAndTheFix(
        string rule, string? zone, bool afterCompletion, string field, string complaint)
    {
        var command = Dated with { Recurrence = new TaskRecurrence(rule, zone, afterCompletion) };

        Assert.StartsWith(complaint, Complaint(command, field));
    }

    [Fact]
    public void Create_WhenItRecursWithoutDate_ThenRefused() =>
        Assert.StartsWith(
            "needs a dueDate or a startDate",
            Complaint(Milk with { Recurrence = new TaskRecurrence("FREQ=DAILY", "UTC") }, "recurrence"));

    [Fact]
    public void Create_WhenNoZoneIsGiven_ThenRefused()
    {
        var command = Milk with
        {
            DueDate = new TaskDate(Noon, null), Recurrence = new TaskRecurrence("FREQ=DAILY"),
        };

        Assert.StartsWith("must be given where dueTimeZone is not", Complaint(command, "recurrence.timeZone"));
    }

    [Fact]
    public void Patch_WhenRecurrenceIsPartial_ThenTheRestOfItStays()
    {
        var task = Recurring();
        var patch = PatchNothing with { Recurrence = new TaskRecurrencePatch(Rule: "FREQ=MONTHLY") };

        var events = PatchTaskAct.Decide(task, patch, Context()).Events;

        var changed = Assert.IsType<TaskDetailsChanged>(Assert.Single(events));

        Assert.Equal(new TaskRecurrence("FREQ=DAILY", "Europe/Berlin"), changed.Old.Recurrence.Value);
        Assert.Equal(new TaskRecurrence("FREQ=MONTHLY", "Europe/Berlin"), changed.New.Recurrence.Value);
        Assert.Equal("FREQ=MONTHLY", After(task, changed).Schedule.Recurrence?.Rule);
    }

    [Fact]
    public void Patch_WhenRecurrenceIsNull_ThenItRecursNoMore()
    {
        var patch = PatchNothing with { Recurrence = (TaskRecurrencePatch?)null };

        var task = After(Recurring(), PatchTaskAct.Decide(Recurring(), patch, Context()).Events);

        Assert.Null(task.Schedule.Recurrence);
        Assert.Empty(CompleteTaskAct.Decide(task, Context("done")).Companions);
    }

    [Fact]
    public void Patch_WhenRecurringTaskWouldLoseItsDate_ThenRefused()
    {
        var patch = PatchNothing with { DueDate = (TaskDate?)null };

        Assert.Contains("recurrence", PatchTaskAct.Decide(Recurring(), patch, Context()).Refusal!.Fields.Keys);
        Assert.Null(PatchTaskAct.Decide(
            Recurring(), patch with { Recurrence = (TaskRecurrencePatch?)null }, Context()).Refusal);
    }

    [Fact]
    public void Create_WhenItHasReminders_ThenKeepsEachOnce()
    {
        ImmutableArray<TaskReminder> reminders =
            [new(MinutesBeforeDue: 5), new(At: Noon.ToOffset(TimeSpan.FromHours(2))), new(MinutesBeforeDue: 5)];

        var created = Created(Dated with { Reminders = reminders });

        Assert.Equal(
            [new TaskReminder(MinutesBeforeDue: 5), new TaskReminder(At: Noon)], created.Reminders.AsEnumerable());
        Assert.Equal(TimeSpan.Zero, created.Reminders[1].At!.Value.Offset);
    }

    [Fact]
    public void Create_WhenRemindersCannotBe_ThenRefused()
    {
        Assert.Contains("minutesBeforeDue need a dueDate", Reminding(Milk, new TaskReminder(MinutesBeforeDue: 5)));
        Assert.Contains("either at", Reminding(Dated, new TaskReminder()));
        Assert.Contains("either at", Reminding(Dated, new TaskReminder(Noon, 5)));
        Assert.Contains("0 to 527040", Reminding(Dated, new TaskReminder(MinutesBeforeDue: -1)));
        Assert.Contains("years", Reminding(Dated, new TaskReminder(DateTimeOffset.MinValue)));
        Assert.Contains("null", Reminding(Dated, [null!]));
        Assert.Contains("keep to 10", Reminding(
            Dated, [.. Enumerable.Range(0, 11).Select(minutes => new TaskReminder(MinutesBeforeDue: minutes))]));
    }

    private static string Reminding(CreateTask command, params TaskReminder[] reminders) =>
        Complaint(command with { Reminders = [.. reminders] }, "reminders");

    private static TaskState Recurring() =>
        After((TaskState?)null, Created(Dated with { Recurrence = new TaskRecurrence("FREQ=DAILY") }));

    private static TaskCreated Created(CreateTask command) => Assert.IsType<TaskCreated>(
        Assert.Single(CreateTaskAct.Decide(null, MilkId, command, Context()).Events));

    private static string Complaint(CreateTask command, string field) =>
        CreateTaskAct.Decide(null, MilkId, command, Context()).Refusal!.Fields[field];
}
