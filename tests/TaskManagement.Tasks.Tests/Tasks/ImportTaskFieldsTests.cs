using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks.Acts;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Tasks;

/// <summary>What an imported task can have beside its title.</summary>
public sealed class ImportTaskFieldsTests
{
    private static readonly ImportTask Weekly = Card with
    {
        DueDate = new TaskDate(null, new DateOnly(2026, 3, 2)),
        DueTimeZone = "Europe/Vienna",
        Recurrence = new TaskRecurrence("FREQ=WEEKLY"),
        Priority = 4,
    };

    [Fact]
    public void Import_WhenItHasAllFields_ThenSoHasTheTask()
    {
        var blocked = Weekly with { Status = WorkStatus.Blocked, Attributes = new("{\"a\":1}") };

        var task = After(null, Import(blocked).Events);

        Assert.Equal((WorkStatus.Blocked, 4, "Europe/Vienna"), (task.Status, task.Priority, task.DueTimeZone));
        Assert.Equal("FREQ=WEEKLY", task.Schedule.Recurrence?.Rule);
        Assert.Equal("Europe/Vienna", task.Schedule.Recurrence?.TimeZone);
        Assert.Equal("{\"a\":1}", task.Attributes?.Value);
    }

    [Fact, Trait("Peer", "13")]
    public void Import_WhenItRecursAndIsDone_ThenNoNextOneIsMade()
    {
        var decision = Import(Weekly with { Status = WorkStatus.Done });

        Assert.Empty(decision.Companions);
        Assert.Null(decision.Events.OfType<TaskCompleted>().Single().NextTaskId);
        Assert.NotNull(After(null, decision.Events).Schedule.Recurrence);
    }

    [Fact]
    public void Import_WhenFieldsAreBad_ThenTheyAreNamed() => Assert.Equal(
        ["priority", "recurrence.rule"],
        Import(Weekly with { Priority = 5, Recurrence = new TaskRecurrence("often") }).Refusal!.Fields.Keys.Order());

    [Fact]
    public void Import_WhenCommentsReply_ThenToThoseBeforeThem()
    {
        var comments = Import(Card with
        {
            Comments =
            [
                new ImportedComment("2", "m", "M", "Reply", Noon, ReplyTo: "1"),
                new ImportedComment("1", "m", "M", "First", Noon.AddDays(-1), ReplyTo: "2"),
            ],
        }).Events.OfType<TaskCommented>().ToList();

        Assert.Equal([null, comments[0].CommentId], comments.Select(comment => comment.ReplyTo));
    }

    [Fact]
    public void Request_WhenThereAreAttributes_ThenTheyAreHeldAgainstTheFields()
    {
        Assert.Null(ImportTaskAct.Request(Card, Context()).Attributes);
        Assert.Equal(
            new AttributesWrite(new JsonText("{}"), IsWhole: false),
            ImportTaskAct.Request(Card with { Attributes = new("{}") }, Context()).Attributes);
    }

    private static EventLog.Grains.Decision<TaskEvent> Import(ImportTask command) =>
        ImportTaskAct.Decide(null, MilkId, command, Context());
}
