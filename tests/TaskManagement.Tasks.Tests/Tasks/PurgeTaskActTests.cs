using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Tasks.Lists;
using TaskManagement.Tasks.Lists.Acts;
using TaskManagement.Tasks.Tasks;
using TaskManagement.Tasks.Tasks.Acts;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Tasks;

public sealed class PurgeTaskActTests
{
    [Fact]
    public void Decide_WhenItLiesInTheTrashForLongEnough_ThenPurged()
    {
        var task = DeletedTask();

        Assert.Equal(
            new TaskPurged(MilkId, HomeId, task.Version),
            Assert.Single(PurgeTaskAct.Decide(task, task.DeletedAt).Events));
        Assert.Single(PurgeTaskAct.Decide(task, null).Events);
        Assert.Same(
            TaskRefusals.NotDeleted, PurgeTaskAct.Decide(task, task.DeletedAt!.Value.AddTicks(-1)).Refusal);
    }

    [Fact]
    public void Decide_WhenItDoesNot_ThenRefused()
    {
        var purged = After(DeletedTask(), PurgeTaskAct.Decide(DeletedTask(), null).Events);

        Assert.Same(TaskRefusals.NotFound, PurgeTaskAct.Decide(null, null).Refusal);
        Assert.Same(TaskRefusals.NotDeleted, PurgeTaskAct.Decide(OpenTask(), null).Refusal);
        Assert.Same(TaskRefusals.Purged, PurgeTaskAct.Decide(purged, null).Refusal);
        Assert.Same(TaskRefusals.Purged, RestoreTaskAct.Decide(purged).Refusal);
        Assert.Same(TaskRefusals.Purged, DeleteTaskAct.Decide(purged).Refusal);
    }

    [Fact]
    public void DecideList_WhenItLiesInTheTrashOrNot_ThenPurgedOrRefused()
    {
        var list = After(HomeList(), DeleteListAct.Decide(HomeList()).Events);
        var purged = After(list, PurgeListAct.Decide(list, new PurgeList(list.DeletedAt)).Events);

        Assert.True(purged.Purged);
        Assert.Same(
            ListRefusals.NotDeleted,
            PurgeListAct.Decide(list, new PurgeList(list.DeletedAt!.Value.AddTicks(-1))).Refusal);
        Assert.Same(ListRefusals.NotDeleted, PurgeListAct.Decide(HomeList(), new PurgeList(null)).Refusal);
        Assert.Same(ListRefusals.Purged, PurgeListAct.Decide(purged, new PurgeList(null)).Refusal);
        Assert.Same(ListRefusals.Purged, RestoreListAct.Decide(purged).Refusal);
    }
}
