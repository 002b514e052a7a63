using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;
using TaskManagement.Tasks.Tasks.Scheduling;
using Xunit;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Tasks.Scheduling;

public sealed class TaskSignalsTests
{
    private const int Lead = 60;

    [Theory]
    [InlineData("2026-03-03T10:59:59Z", null)]
    [InlineData("2026-03-03T11:00:00Z", "task is due soon")]
    [InlineData("2026-03-03T12:00:00Z", "task is overdue")]
    [InlineData("2027-01-01T00:00:00Z", "task is overdue")]
    public void Raise_WhenTimeComes_ThenSaysWhatIsTrueByThen(string now, string? said) =>
        Assert.Equal(said, Said(Raise(DueAtNoon(), now)));

    [Theory]
    [Trait("Peer", "14")]
    [InlineData("Pacific/Kiritimati", "2026-03-03T09:59:59Z", "2026-03-03T10:00:00Z")]
    [InlineData("Pacific/Pago_Pago", "2026-03-04T10:59:59Z", "2026-03-04T11:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-03T22:59:59Z", "2026-03-03T23:00:00Z")]
    public void Raise_WhenItIsDueOnADay_ThenOverdueWhenTheDayHasEndedInItsZone(string zone, string last, string first)
    {
        var task = Task(new TaskDate(null, new DateOnly(2026, 3, 3)), zone);

        Assert.Equal("task is due soon", Said(Raise(task, last)));
        Assert.Equal("task is overdue", Said(Raise(task, first)));
    }

    [Fact]
    [Trait("Peer", "16")]
    public void Raise_WhenItWasSaid_ThenNotAgainUntilTheDueDateIsAnother()
    {
        var soon = After(DueAtNoon(), Raise(DueAtNoon(), "2026-03-03T11:30:00Z"));
        Assert.Empty(Raise(soon, "2026-03-03T11:45:00Z"));
        var overdue = After(soon, Raise(soon, "2026-03-03T12:30:00Z"));
        Assert.Empty(Raise(overdue, "2026-03-03T13:00:00Z"));
        Assert.Empty(SignalRows.Of(null, overdue));

        var patch = PatchNothing with { DueDate = (TaskDate?)Instant("2026-03-05T12:00:00Z") };
        var moved = After(overdue, PatchTaskAct.Decide(overdue, patch, Context("patch")).Events);

        Assert.Empty(Raise(moved, "2026-03-05T10:00:00Z"));
        Assert.Equal("task is due soon", Said(Raise(moved, "2026-03-05T11:00:00Z")));
    }

    [Theory]
    [Trait("Peer", "15")]
    [InlineData("done")]
    [InlineData("cancelled")]
    [InlineData("archived")]
    public void Raise_WhenTaskIsClosed_ThenSaysNothingAndNobodyLooksForIt(string how)
    {
        var open = Reminding(new TaskReminder(Noon.AddHours(-2)));
        var closed = how switch
        {
            "done" => After(open, CompleteTaskAct.Decide(open, Context("done")).Events),
            "cancelled" => After(open, CancelTaskAct.Decide(open, Context("cancel")).Events),
            _ => After(open, ArchiveTaskAct.Decide(open, new ArchiveTask(true)).Events),
        };

        Assert.Empty(Raise(closed, "2027-01-01T00:00:00Z"));
        Assert.Empty(SignalRows.Of(null, closed));
        Assert.Single(SignalRows.Of(open, closed));
    }

    [Fact]
    public void Raise_WhenDeleted_ThenRefusedAndRestoredItIsFoundAgain()
    {
        var deleted = After(DueAtNoon(), DeleteTaskAct.Decide(DueAtNoon()).Events);
        var restored = After(deleted, RestoreTaskAct.Decide(deleted).Events);

        Assert.Equal(
            "task_deleted",
            RaiseTaskSignalsAct.Decide(deleted, new RaiseTaskSignals(Lead), At("2026-03-04T00:00:00Z")).Refusal?.Code);
        Assert.Equal(2, SignalRows.Of(deleted, restored).Length);
    }

    [Fact]
    public void Raise_WhenRemindersHaveCome_ThenEachOnceAndAgainWhereTheDueDateMoves()
    {
        var before = new TaskReminder(MinutesBeforeDue: 90);
        var fixedly = new TaskReminder(Noon.AddHours(-3));
        var task = Reminding(before, fixedly);

        var reminded = Raise(task, "2026-03-03T10:45:00Z");
        var after = After(task, reminded);

        Assert.Equal([fixedly, before], reminded.Cast<TaskReminded>().Select(one => one.Reminder));
        Assert.Empty(Raise(after, "2026-03-03T10:50:00Z"));
        var patch = PatchNothing with { DueDate = (TaskDate?)Instant("2026-03-06T12:00:00Z") };
        var moved = After(after, PatchTaskAct.Decide(after, patch, Context("patch")).Events);
        Assert.Equal(
            before, Assert.IsType<TaskReminded>(Assert.Single(Raise(moved, "2026-03-06T10:45:00Z"))).Reminder);
    }

    [Fact]
    public void Raise_WhenCallerIsAPerson_ThenRefused() => Assert.Equal(
        "forbidden", RaiseTaskSignalsAct.Decide(DueAtNoon(), new RaiseTaskSignals(Lead), Context()).Refusal?.Code);

    [Fact]
    public void Rows_WhenDatesStayAsTheyAre_ThenNothingIsWritten()
    {
        var task = DueAtNoon();

        Assert.Empty(SignalRows.Of(task, task with { Title = "Else" }));
        Assert.Empty(SignalRows.Of(null, OpenTask()));
        Assert.Equal(3, SignalRows.Of(task, task with { AssigneeId = Ben }).Length);
    }

    private static TaskState DueAtNoon() => Task(Instant("2026-03-03T12:00:00Z"), null);

    private static TaskState Reminding(params TaskReminder[] reminders) =>
        After((TaskState?)null, Created() with { DueDate = new TaskDate(Noon, null), Reminders = [.. reminders] });

    private static TaskState Task(TaskDate due, string? zone) =>
        After((TaskState?)null, Created() with { DueDate = due, DueTimeZone = zone });

    private static ImmutableArray<TaskEvent> Raise(TaskState task, string now) =>
        RaiseTaskSignalsAct.Decide(task, new RaiseTaskSignals(Lead), At(now)).Events;

    private static string? Said(ImmutableArray<TaskEvent> events) => events switch
    {
        [] => null,
        [TaskDueSoon] => "task is due soon",
        [TaskOverdue] => "task is overdue",
        _ => string.Join(", ", events),
    };

    private static CommandContext At(string instant) =>
        Context() with { Caller = Caller.System, At = Instant(instant).Instant!.Value };

    private static TaskDate Instant(string text) =>
        TaskDate.TryParse(text, out var date) ? date : throw new FormatException(text);
}
