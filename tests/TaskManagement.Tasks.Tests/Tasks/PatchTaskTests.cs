using System.Collections.Immutable;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Tasks;

public sealed class PatchTaskTests
{
    private static readonly TaskDate Third = new(null, new DateOnly(2026, 3, 3));

    [Fact]
    public void Patch_WhenNothingIsPresent_ThenNoEvent() => Assert.Empty(Patch(OpenTask(), PatchNothing));

    [Fact]
    public void Patch_WhenFieldsStayTheSame_ThenNoEvent() => Assert.Empty(Patch(OpenTask(), PatchNothing with
    {
        Title = " Buy milk ",
        Description = (string?)null,
        Priority = 0,
        Status = WorkStatus.Todo,
        DueDate = (TaskDate?)null,
        DueTimeZone = (string?)null,
        Labels = ImmutableArray<LabelId>.Empty,
        Attributes = (JsonText?)null,
        SectionId = (SectionId?)null,
    }));

    [Fact]
    public void Patch_WhenOneFieldChanges_ThenBothSidesHoldThatFieldAlone()
    {
        var changed = Details(Patch(OpenTask(), PatchNothing with { Title = "Buy oat milk", Priority = 0 }));

        Assert.Equal(new TaskDetails(Title: "Buy milk"), changed.Old);
        Assert.Equal(new TaskDetails(Title: "Buy oat milk"), changed.New);
    }

    [Fact]
    public void Patch_WhenNull_ThenCleared()
    {
        var full = After(OpenTask(), Patch(OpenTask(), PatchNothing with
        {
            Description = "2 l",
            StartDate = (TaskDate?)Third,
            DueDate = (TaskDate?)Third,
            DueTimeZone = "Europe/Vienna",
            Labels = ImmutableArray.Create(Red),
            Attributes = (JsonText?)new JsonText("""{"a":1}"""),
            SectionId = (SectionId?)Doing,
        }));
        Assert.Equal(("2 l", Third, Doing), (full.Description, full.DueDate, full.SectionId));

        var empty = After(full, Patch(full, PatchNothing with
        {
            Description = (string?)null,
            StartDate = (TaskDate?)null,
            DueDate = (TaskDate?)null,
            DueTimeZone = (string?)null,
            Labels = new Optional<ImmutableArray<LabelId>>(true, default),
            Attributes = (JsonText?)null,
            SectionId = (SectionId?)null,
        }));

        Assert.Equal("", empty.Description);
        Assert.Null(empty.StartDate ?? empty.DueDate);
        Assert.Null(empty.DueTimeZone);
        Assert.Empty(empty.Labels);
        Assert.Null(empty.Attributes);
        Assert.Null(empty.SectionId);
    }

    [Theory]
    [InlineData("""{"a":1,"b":{"c":2,"d":3}}""", """{"b":{"c":null,"e":4}}""", """{"a":1,"b":{"d":3,"e":4}}""")]
    [InlineData("""{"a":1}""", """{"a":{"b":null,"c":1}}""", """{"a":{"c":1}}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[3]}""", """{"a":[3]}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", """{}""")]
    [InlineData(null, """{"ä":"ö"}""", """{"ä":"ö"}""")]
    public void Patch_WhenAttributesAreGiven_ThenMergedAsRfc7396Says(string? before, string patch, string after)
    {
        var task = OpenTask() with { Attributes = before is null ? null : new JsonText(before) };

        var patched = After(task, Patch(task, PatchNothing with { Attributes = (JsonText?)new JsonText(patch) }));

        Assert.Equal(after, patched.Attributes?.Value);
        Assert.Empty(Patch(patched, PatchNothing with { Attributes = (JsonText?)new JsonText(patch) }));
    }

    [Fact]
    public void Patch_WhenMergedAttributesGrowTooLarge_ThenRefused()
    {
        var half = new string('x', TaskBounds.AttributesBytesMax / 2);
        var task = OpenTask() with { Attributes = new JsonText($$"""{"a":"{{half}}"}""") };

        var patch = PatchNothing with { Attributes = (JsonText?)new JsonText($$"""{"b":"{{half}}"}""") };
        Assert.Equal(["attributes"], Refused(task, patch).Fields.Keys);
    }

    [Theory]
    [InlineData(WorkStatus.Todo, WorkStatus.Done, typeof(TaskCompleted))]
    [InlineData(WorkStatus.Cancelled, WorkStatus.Done, typeof(TaskCompleted))]
    [InlineData(WorkStatus.Done, WorkStatus.InProgress, typeof(TaskReopened))]
    [InlineData(WorkStatus.Done, WorkStatus.Cancelled, typeof(TaskReopened))]
    [InlineData(WorkStatus.Todo, WorkStatus.Blocked, typeof(TaskStatusChanged))]
    public void Patch_WhenStatusChanges_ThenItsOwnEvent(WorkStatus before, WorkStatus after, Type expected)
    {
        var task = OpenTask() with { Status = before };

        var @event = Assert.Single(Patch(task, PatchNothing with { Status = after }));

        Assert.IsType(expected, @event);
        Assert.Equal(after, After(task, @event).Status);
    }

    [Fact]
    public void Patch_WhenTitleAndStatusChange_ThenTheCompletionTellsTheNewTitle()
    {
        var events = Patch(OpenTask(), PatchNothing with { Title = "New", Status = WorkStatus.Done });

        Assert.IsType<TaskDetailsChanged>(events[0]);
        Assert.Equal("New", Assert.IsType<TaskCompleted>(events[1]).Title);
    }

    [Fact]
    public void Patch_WhenSectionChanges_ThenItGoesToTheEndOfTheNewOne()
    {
        var changed = Details(Patch(OpenTask(), PatchNothing with { SectionId = (SectionId?)Doing }));

        Assert.Equal("A", changed.Old.Position.Value);
        Assert.Equal(Position.AtEnd(Noon, Context().Id.Value), changed.New.Position.Value);
    }

    [Fact]
    public void Patch_WhenZoneIsClearedUnderADay_ThenRefused()
    {
        var task = OpenTask() with { DueDate = Third, DueTimeZone = "Etc/UTC" };

        Assert.Equal(
            ["dueTimeZone"], Refused(task, PatchNothing with { DueTimeZone = (string?)null }).Fields.Keys);
        Assert.NotEmpty(Patch(task, PatchNothing with { DueTimeZone = (string?)null, DueDate = (TaskDate?)null }));
    }

    [Fact]
    public void Patch_WhenSeveralFieldsAreBad_ThenOneRefusalNamesThemAll() => Assert.Equal(
        ["description", "priority", "status", "title"],
        Refused(OpenTask(), PatchNothing with
        {
            Title = new Optional<string>(true, null!),
            Description = "\ud800",
            Priority = -1,
            Status = (WorkStatus)(-1),
        }).Fields.Keys.Order());

    [Fact]
    public void Patch_WhenThereIsNoTask_ThenNotFound()
    {
        Assert.Equal("task_not_found", PatchTaskAct.Decide(null, PatchNothing, Context()).Refusal?.Code);
        Assert.Equal("task_deleted", Refused(DeletedTask(), PatchNothing with { Title = "x" }).Code);
    }

    private static ImmutableArray<TaskEvent> Patch(TaskState task, PatchTask command)
    {
        var decision = PatchTaskAct.Decide(task, command, Context());
        Assert.Null(decision.Refusal);
        return decision.Events;
    }

    private static Refusal Refused(TaskState task, PatchTask command)
    {
        var decision = PatchTaskAct.Decide(task, command, Context());
        Assert.Empty(decision.Events);
        return decision.Refusal!;
    }

    private static TaskDetailsChanged Details(ImmutableArray<TaskEvent> events) =>
        Assert.IsType<TaskDetailsChanged>(Assert.Single(events));
}
