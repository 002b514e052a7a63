using System.Collections.Immutable;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Tasks;

public sealed class MoveTaskTests
{
    private static readonly ListId Garden = new(DerivedId.FromParts("list", "garden"));
    private static readonly LabelId RedThere = new(DerivedId.FromParts("label", "red there"));
    private static readonly LabelId Blue = new(DerivedId.FromParts("label", "blue"));

    private static readonly ListDescription Here = new(
        [new Label(Red, "red", "#ff0000"), new Label(Blue, "", "#0000ff")], [Ann, Ben]);

    private static readonly ListDescription There = new([new Label(RedThere, "RED", "#aa0000")], [Ann]);

    [Fact]
    public void Move_WhenBesideATask_ThenOneEventWithAKeyBetween()
    {
        var moved = Moved(OpenTask(), new MoveTask(null, default, MilkId, null), new Place(HomeId, Doing, "B", "C"));

        Assert.Equal(("A", null, Doing), (moved.OldPosition, moved.OldSectionId, moved.NewSectionId));
        Assert.InRange(moved.NewPosition, "B", "C", StringComparer.Ordinal);
        var after = After(OpenTask(), moved);
        Assert.Equal((HomeId, Doing, moved.NewPosition), (after.ListId, after.SectionId, after.Position));
    }

    [Fact]
    public void Move_WhenNoNeighbourIsGiven_ThenToTheEndOfTheSection()
    {
        var moved = Moved(OpenTask() with { SectionId = Doing }, new MoveTask(null, default, null, null), null);
        Assert.Equal(
            (Doing, Position.AtEnd(Context().At, Context().Id.Value)), (moved.NewSectionId, moved.NewPosition));

        moved = Moved(OpenTask(), new MoveTask(null, (SectionId?)Doing, null, null), null);
        Assert.Equal(Doing, moved.NewSectionId);
    }

    [Fact]
    public void Move_WhenTheNeighbourIsElsewhere_ThenRefused()
    {
        var place = new Place(Garden, Doing, "B", null);
        Assert.Equal(["after"], Decide(OpenTask(), new(null, default, MilkId, null), place).Refusal!.Fields.Keys);
        place = place with { List = HomeId };
        Assert.Equal(
            ["sectionId"],
            Decide(OpenTask(), new(null, (SectionId?)null, null, MilkId), place).Refusal!.Fields.Keys);
    }

    [Fact]
    public void Move_WhenThereIsNoRoom_ThenRefused() => Assert.Equal(
        "task_no_room",
        Decide(OpenTask(), new(null, default, MilkId, null), new Place(HomeId, null, "B", "B")).Refusal?.Code);

    [Fact]
    public void Move_WhenToAnotherList_ThenWhatThatListLacksStaysBehindAndIsKnown()
    {
        var task = OpenTask() with { Labels = [Red, Blue], AssigneeId = Ben, SectionId = Doing };

        var events = Decide(task, new MoveTask(Garden, default, null, null), null).Events;

        var after = After(task, events);
        Assert.Equal(
            (Garden, null, null, RedThere),
            (after.ListId, after.SectionId, after.AssigneeId, Assert.Single(after.Labels)));
        Assert.Equal<LabelId>(
            [Red, Blue], Assert.IsType<TaskDetailsChanged>(events[1]).Old.Labels.Value.AsEnumerable());
        Assert.Equal(Ben, Assert.IsType<TaskAssigned>(events[2]).OldAssigneeId);
    }

    [Fact]
    public void Move_WhenToAnotherListThatHasAll_ThenOneEvent()
    {
        var task = OpenTask() with { AssigneeId = Ann };

        Assert.IsType<TaskMoved>(Assert.Single(Decide(task, new MoveTask(Garden, default, null, null), null).Events));
    }

    private static TaskMoved Moved(TaskState task, MoveTask command, Place? place) =>
        Assert.IsType<TaskMoved>(Assert.Single(Decide(task, command, place).Events));

    private static Decision<TaskEvent> Decide(TaskState task, MoveTask command, Place? place) =>
        MoveTaskAct.Decide(task, command, place, Here, There, Context());
}
