using System.Collections.Immutable;
using System.Text.Json;
using FsCheck.Xunit;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;
using TaskManagement.Tasks.Tests.Tasks;
using TaskManagement.Tasks.Undo;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Undo;

public sealed class UndoTaskTests
{
    [Property(Arbitrary = [typeof(RepeatedActsTests.Acts)], MaxTest = 1_000)]
    public void Undo_WhenItFollowsAnyAct_ThenTheEarlierStateIsBack(ImmutableArray<RepeatedActsTests.Act> acts)
    {
        var story = new Story();
        foreach (var (act, index) in acts.Select((act, index) => (act, index)))
        {
            var before = story.Task;
            story.Then(act.Decide(before, Context($"command {index}", minutes: index)).Events);
            // What the system says of dates is nobody's act to take back.
            if (before is null || story.Task!.Version == before.Version || act.Name == "signals")
                continue;

            var undone = Undo(story);

            Assert.True(undone.Refusal is null, $"after {act.Name}: {undone.Refusal?.Message}");
            Assert.Equal(Content(before), Content(story.Then(undone.Events).Task!));
            Assert.Equal("undo_already_done", Undo(story, before.Version + 1).Refusal?.Code);
            story.Then(Undo(story, story.Task!.Version).Events);
        }
    }

    [Fact]
    public void Undo_WhenSentAgainAndAgain_ThenItLeadsFurtherBack()
    {
        var story = new Story().Then(Created());
        story.Then(Patch(story, PatchNothing with { Title = "two" }));
        story.Then(Patch(story, PatchNothing with { Title = "three" }));

        story.Then(Undo(story).Events);
        Assert.Equal("two", story.Task!.Title);
        story.Then(Undo(story).Events);
        Assert.Equal("Buy milk", story.Task!.Title);
        story.Then(Undo(story).Events);
        Assert.True(story.Task!.Deleted);
        Assert.Equal("undo_nothing_left", Undo(story).Refusal?.Code);
    }

    [Fact]
    public void Undo_WhenOfAnUndo_ThenTheActIsBackAndCanBeTakenBackAgain()
    {
        var story = new Story().Then(Created());
        story.Then(Patch(story, PatchNothing with { Title = "two" }));
        story.Then(Undo(story).Events);

        story.Then(Undo(story, version: story.Task!.Version).Events);

        Assert.Equal("two", story.Task!.Title);
        Assert.Equal("Buy milk", story.Then(Undo(story).Events).Task!.Title);
    }

    [Fact]
    public void Undo_WhenOfAnEarlierAct_ThenLaterOnesOfOtherFieldsStay()
    {
        var story = new Story().Then(Created());
        story.Then(Patch(story, PatchNothing with { Title = "two" }));
        story.Then(AssignTaskAct.Decide(story.Task, new AssignTask(Ben)).Events);

        var task = story.Then(Undo(story, version: 2).Events).Task!;

        Assert.Equal(("Buy milk", Ben), (task.Title, task.AssigneeId));
    }

    [Fact]
    public void Undo_WhenAFieldWasChangedSince_ThenRefusedWithItsVersion()
    {
        var story = new Story().Then(Created());
        story.Then(Patch(story, PatchNothing with { Title = "two", Priority = 1 }));
        story.Then(Patch(story, PatchNothing with { Title = "three" }));

        var refusal = Undo(story, version: 2).Refusal!;

        Assert.Equal(("undo_collides", RefusalKind.Conflict), (refusal.Code, refusal.Kind));
        Assert.Equal("was changed in version 3", Assert.Single(refusal.Fields).Value);
    }

    [Fact]
    public void Undo_WhenOfTheCreationAndSomethingCameOfIt_ThenRefused()
    {
        var story = new Story().Then(Created());
        story.Then(Patch(story, PatchNothing with { Title = "two" }));

        Assert.Equal(["title"], Undo(story, version: 1).Refusal!.Fields.Keys);
    }

    [Fact]
    public void Undo_WhenTheSystemCameLast_ThenTheLastActOfAPersonIsMeant()
    {
        var story = new Story().Then(Created());
        story.Then(Patch(story, PatchNothing with { Title = "two" }));
        story.Then(null, [new TaskStatusChanged(MilkId, HomeId, WorkStatus.Todo, WorkStatus.Blocked)]);

        var task = story.Then(Undo(story).Events).Task!;

        Assert.Equal(("Buy milk", WorkStatus.Blocked), (task.Title, task.Status));
    }

    [Fact]
    public void Find_WhenTheVersionIsNotThere_ThenRefused() => Assert.Equal(
        ["version"], PastAct.Find(new Story().Then(Created()).NewestFirst, 7).Refusal!.Fields.Keys);

    [Fact]
    public void Opposites_WhenAnEventHasFields_ThenEachIsLookedAt()
    {
        var all = typeof(TaskDetails).GetProperties().Length;
        var task = OpenTask() with { Labels = [Red] };
        var details = new TaskDetails(
            "x",
            "x",
            4,
            new TaskDate(Noon, null),
            new TaskDate(Noon, null),
            "x",
            ImmutableArray<LabelId>.Empty,
            new JsonText("1"),
            Doing,
            "x",
            new TaskRecurrence("x"),
            ImmutableArray.Create(new TaskReminder(Noon)));

        var changed = new TaskDetailsChanged(MilkId, HomeId, details, details);
        Assert.Equal(all, TaskOpposites.Changed(task, changed).Count());
    }

    private static Decision<TaskEvent> Undo(Story story, long? version = null)
    {
        var act = PastAct.Find(story.NewestFirst, version);
        return act.Succeeded ? UndoTaskAct.Decide(story.Task, act.Value) : act.Refusal;
    }

    private static ImmutableArray<TaskEvent> Patch(Story story, PatchTask patch) =>
        PatchTaskAct.Decide(story.Task, patch, Context()).Events;

    // A next occurrence is a task of its own by then; that there is one stays known. What has been said of a due date
    // is said again when the date comes back.
    private static string Content(TaskState task) => JsonSerializer.Serialize(task with
    {
        Version = 0,
        UpdatedAt = default,
        DeletedAt = task.Deleted ? Noon : null,
        Schedule = task.Schedule with
        {
            NextTaskId = null, DueSoonRaised = false, OverdueRaised = false, Reminded = [],
        },
        RemovedComments = [],
        Comments = [.. task.Comments.Select(one => one with { ChangedVersion = 0, Mentioned = [] })],
    });
}
