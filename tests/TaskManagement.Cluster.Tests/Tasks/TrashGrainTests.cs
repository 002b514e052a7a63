using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.TestKit;
using static TaskManagement.Cluster.Tests.Tasks.TasksCluster;

namespace TaskManagement.Cluster.Tests.Tasks;

/// <summary>What acts over several tasks leave in the trash and in the past of a list.</summary>
[Collection(TasksCollection.Name)]
public sealed class TrashGrainTests(TasksCluster cluster)
{
    private static readonly PageRequest Page = new(PageRequest.LimitMax, null);

    [Fact]
    public async Task Batch_WhenItDeletesAllOrNothing_ThenItsTasksLieInTheTrash()
    {
        var ann = await cluster.PersonAsync("ann");
        var list = (await cluster.ListAsync(ann)).Id;
        var tasks = new[] { await cluster.TaskAsync(ann, list, "one"), await cluster.TaskAsync(ann, list, "two") };
        var batch = new TaskBatch([.. tasks.Select(task => new BatchedCommand(task.Id, new DeleteTask(), null))], true);

        Succeeded(await cluster.Grains.GetGrain<ITaskBatchGrain>(0).Act(TestCommands.By(ann), batch));

        var trash = Succeeded(await cluster.Queries.Trash(ann, Page)).Items;
        Assert.Equal(["one", "two"], trash.Select(thing => thing.Title).Order());
    }

    [Fact]
    public async Task Complete_WhenTheTaskRecurs_ThenTheNextOneIsInThePastOfItsList()
    {
        var ann = await cluster.PersonAsync("ann");
        var list = (await cluster.ListAsync(ann)).Id;
        var context = TestCommands.By(ann);
        var task = Succeeded(await cluster.Task(context).Act(context, New(list) with
        {
            DueDate = new TaskDate(null, new DateOnly(2026, 3, 3)),
            DueTimeZone = "Etc/UTC",
            Recurrence = new TaskRecurrence("FREQ=DAILY", "Etc/UTC"),
        }));

        var done = Succeeded(await cluster.Task(task.Id).Act(TestCommands.By(ann), new CompleteTask()));

        var next = Succeeded(await cluster.Task(done.NextTaskId!.Value).Get(ann, null));
        var then = Succeeded(await cluster.Queries.TasksAsOf(ann, list, next.UpdatedAt, Page)).Items;
        Assert.Equal([task.Id, next.Id], then.Select(one => one.Id).ToHashSet());
    }
}
