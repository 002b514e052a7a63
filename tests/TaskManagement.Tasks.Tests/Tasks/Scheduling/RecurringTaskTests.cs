using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;
using Xunit;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Tasks.Scheduling;

public sealed class RecurringTaskTests
{
    private const string Berlin = "Europe/Berlin";

    [Fact]
    [Trait("Peer", "12")]
    public void Complete_WhenTaskRecurs_ThenMakesTheNextInTheSameAppendAndStaysDone()
    {
        var task = Task("FREQ=WEEKLY", Day("2026-03-02"));
        var decision = Complete(task, "2026-03-02T10:00:00Z");

        var next = Next(decision)!;

        var done = After(task, decision.Events);
        Assert.Equal((WorkStatus.Done, Day("2026-03-02")), (done.Status, done.DueDate));
        Assert.Equal(next.TaskId, done.Schedule.NextTaskId);
        Assert.Equal(
            (Day("2026-03-09"), WorkStatus.Todo, (TaskId?)task.Id), (next.DueDate, next.Status, next.PreviousTaskId));
        Assert.Equal(
            (task.Title, task.ListId, task.SectionId, task.AssigneeId, task.CreatorId, task.Schedule.Recurrence),
            (next.Title, next.ListId, next.SectionId, next.AssigneeId, next.CreatorId, next.Recurrence));
        Assert.Equal(0, Assert.Single(decision.Companions).Stream.ExpectedVersion);
    }

    [Fact]
    [Trait("Peer", "13")]
    public void Complete_WhenReopenedAndCompletedAgain_ThenMakesNoSecondNext()
    {
        var task = Task("FREQ=DAILY", Day("2026-03-02"));
        var done = After(task, Complete(task, "2026-03-02T10:00:00Z").Events);
        var reopened = After(done, ReopenTaskAct.Decide(done, At("2026-03-02T11:00:00Z", "reopen")).Events);

        var again = CompleteTaskAct.Decide(reopened, At("2026-03-02T12:00:00Z", "again"));

        Assert.Empty(again.Companions);
        Assert.Equal(done.Schedule.NextTaskId, After(reopened, again.Events).Schedule.NextTaskId);
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("delete")]
    public void Act_WhenTaskRecursButIsNotDone_ThenMakesNoNext(string act)
    {
        var task = Task("FREQ=DAILY", Day("2026-03-02"));

        var decision = act == "cancel"
            ? CancelTaskAct.Decide(task, At("2026-03-02T10:00:00Z"))
            : DeleteTaskAct.Decide(task);

        Assert.Single(decision.Events);
        Assert.Empty(decision.Companions);
    }

    [Theory]
    [InlineData("FREQ=DAILY", "2026-03-02", "2026-03-02T10:00:00Z", "2026-03-03")]
    [InlineData("FREQ=DAILY", "2026-03-02", "2026-03-05T10:00:00Z", "2026-03-05")]
    [InlineData("FREQ=DAILY", "2026-03-02", "2026-03-05T23:30:00Z", "2026-03-06")]
    [InlineData("FREQ=DAILY", "2026-03-02", "2026-02-20T10:00:00Z", "2026-03-03")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO", "2026-03-02", "2026-03-20T10:00:00Z", "2026-03-23")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-31", "2026-01-31T10:00:00Z", "2026-03-31")]
    [InlineData("FREQ=DAILY;COUNT=4", "2026-03-02", "2026-03-04T10:00:00Z", "2026-03-04")]
    [InlineData("FREQ=DAILY;COUNT=4", "2026-03-02", "2026-03-06T10:00:00Z", null)]
    [InlineData("FREQ=DAILY;COUNT=1", "2026-03-02", "2026-03-02T10:00:00Z", null)]
    [InlineData("FREQ=DAILY;UNTIL=20260303", "2026-03-02", "2026-03-02T10:00:00Z", "2026-03-03")]
    [InlineData("FREQ=DAILY;UNTIL=20260302", "2026-03-01", "2026-03-03T10:00:00Z", null)]
    public void Complete_WhenLateOrEarly_ThenTheNextIsTheFirstThatHasNotPassed(
        string rule, string due, string completed, string? next) =>
        Assert.Equal(next, Next(Complete(Task(rule, Day(due)), completed))?.DueDate?.ToString());

    [Fact]
    public void Complete_WhenRuleCounts_ThenTheNextHasWhatIsLeft()
    {
        var onTime = Next(Complete(Task("FREQ=DAILY;COUNT=4", Day("2026-03-02")), "2026-03-02T10:00:00Z"));
        var late = Next(Complete(Task("FREQ=DAILY;COUNT=4", Day("2026-03-02")), "2026-03-04T10:00:00Z"));

        Assert.Equal("FREQ=DAILY;COUNT=3", onTime?.Recurrence?.Rule);
        Assert.Equal("FREQ=DAILY;COUNT=2", late?.Recurrence?.Rule);
    }

    [Theory]
    [InlineData("FREQ=DAILY;INTERVAL=3", "2026-03-02", "2026-03-10T22:59:00Z", "2026-03-13")]
    [InlineData("FREQ=DAILY;INTERVAL=3", "2026-03-02", "2026-03-10T23:00:00Z", "2026-03-14")]
    [InlineData("FREQ=MONTHLY", "2026-03-02", "2026-01-31T10:00:00Z", "2026-02-28")]
    [InlineData("FREQ=WEEKLY;COUNT=1", "2026-03-02", "2026-03-02T10:00:00Z", null)]
    public void Complete_WhenItCountsFromCompletion_ThenTheNextIsAnIntervalLater(
        string rule, string due, string completed, string? next) =>
        Assert.Equal(
            next, Next(Complete(Task(rule, Day(due), afterCompletion: true), completed))?.DueDate?.ToString());

    [Fact]
    [Trait("Peer", "14")]
    public void Complete_WhenClocksSkipTheTime_ThenTheOneAfterHasItAgain()
    {
        var saturday = Task("FREQ=DAILY", Instant("2026-03-28T01:30:00Z"), start: Instant("2026-03-28T01:15:00Z"));
        var sunday = Next(Complete(saturday, "2026-03-28T02:00:00Z"))!;
        var monday = Next(Complete(After((TaskState?)null, sunday), "2026-03-29T02:00:00Z", "sunday"))!;

        Assert.Equal(("2026-03-29T01:30:00Z", "2026-03-29T01:15:00Z"), (Text(sunday.DueDate), Text(sunday.StartDate)));
        Assert.Equal(("2026-03-30T00:30:00Z", "2026-03-30T00:15:00Z"), (Text(monday.DueDate), Text(monday.StartDate)));
        Assert.Null(monday.SkippedTimes);
    }

    [Fact]
    [Trait("Peer", "14")]
    public void Complete_WhenDatesAreDays_ThenTheyStayThatDayInAnyZone()
    {
        foreach (var zone in new[] { "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Sao_Paulo", "UTC" })
        {
            var task = Task("FREQ=MONTHLY;BYMONTHDAY=3", Day("2026-03-03"), zone: zone);

            Assert.Equal("2026-04-03", Text(Next(Complete(task, "2026-03-03T11:00:00Z"))?.DueDate));
        }
    }

    [Fact]
    public void Complete_WhenItHasAStartAndReminders_ThenTheyKeepTheirDistanceOnTheClock()
    {
        var task = Task("FREQ=MONTHLY", Instant("2026-03-20T08:00:00Z"), start: Day("2026-03-17"));
        var reminder = new TaskReminder(At: new DateTimeOffset(2026, 3, 19, 8, 0, 0, TimeSpan.Zero));
        task = task with
        {
            Schedule = task.Schedule with { Reminders = [reminder, new TaskReminder(MinutesBeforeDue: 30)] },
        };

        var next = Next(Complete(task, "2026-03-20T10:00:00Z"))!;

        Assert.Equal(("2026-04-17", "2026-04-20T07:00:00Z"), (Text(next.StartDate), Text(next.DueDate)));
        Assert.Equal(
            [
                new TaskReminder(At: new DateTimeOffset(2026, 4, 19, 7, 0, 0, TimeSpan.Zero)),
                new TaskReminder(MinutesBeforeDue: 30),
            ],
            next.Reminders.AsEnumerable());
    }

    [Fact]
    [Trait("Peer", "13")]
    public void Patch_WhenStatusBecomesDone_ThenItIsTheSameAsCompleting()
    {
        var task = Task("FREQ=WEEKLY", Day("2026-03-02"));
        var patch = PatchNothing with { Status = WorkStatus.Done, DueDate = (TaskDate?)Day("2026-03-03") };

        var decision = PatchTaskAct.Decide(task, patch, At("2026-03-03T10:00:00Z"));

        Assert.Equal("2026-03-10", Text(Next(decision)?.DueDate));
    }

    [Fact]
    public void Create_WhenDoneFromTheStart_ThenMakesTheNextToo()
    {
        var command = Milk with
        {
            Status = WorkStatus.Done, DueDate = Day("2026-03-02"), DueTimeZone = Berlin,
            Recurrence = new TaskRecurrence("FREQ=DAILY"),
        };

        var decision = CreateTaskAct.Decide(null, MilkId, command, At("2026-03-02T10:00:00Z"));

        Assert.Equal([typeof(TaskCreated), typeof(TaskCompleted)], decision.Events.Select(one => one.GetType()));
        Assert.Equal("2026-03-03", Text(Next(decision)?.DueDate));
    }

    private static TaskState Task(
        string rule,
        TaskDate due,
        TaskDate? start = null,
        string zone = Berlin,
        bool afterCompletion = false) => After(
        (TaskState?)null,
        Created() with
        {
            SectionId = Doing, AssigneeId = Ben, Labels = [Red], StartDate = start, DueDate = due, DueTimeZone = zone,
            Recurrence = new TaskRecurrence(rule, zone, afterCompletion), CreatedAt = Noon.AddYears(-1),
        });

    private static Decision<TaskEvent> Complete(TaskState task, string at, string command = "complete") =>
        CompleteTaskAct.Decide(task, At(at, command));

    private static TaskCreated? Next(Decision<TaskEvent> decision) =>
        (TaskCreated?)decision.Companions.SingleOrDefault()?.Stream.Events.Single();

    private static CommandContext At(string instant, string command = "first") =>
        Context(command) with { At = Instant(instant).Instant!.Value };

    private static TaskDate Day(string day) =>
        TaskDate.TryParse(day, out var date) ? date : throw new FormatException(day);

    private static TaskDate Instant(string instant) => Day(instant);

    private static string? Text(TaskDate? date) => date?.ToString();
}
