using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;
using static TaskManagement.Cluster.Tests.Tasks.TasksCluster;

namespace TaskManagement.Cluster.Tests.Tasks;

/// <summary>Acts over several tasks end between their commit and the word of it to the tasks' grains.</summary>
[Collection(TasksCollection.Name)]
public sealed class ExpectedActTests(TasksCluster cluster)
{
    [Fact]
    public async Task Get_WhenWhoActedDiedBeforeItTold_ThenWhatItCommittedIsSeen()
    {
        var ann = await cluster.PersonAsync("ann");
        var list = (await cluster.ListAsync(ann)).Id;
        var task = await cluster.TaskAsync(ann, list, "Before");
        var context = TestCommands.By(ann);
        await cluster.Task(task.Id).Expect(context.Id);
        Assert.Equal("Before", Succeeded(await cluster.Task(task.Id).Get(ann, null)).Title);

        await AppendAsync(task, "After");

        Assert.Equal("After", Succeeded(await cluster.Task(task.Id).Get(ann, null)).Title);
        Assert.Equal(2, Succeeded(await cluster.Task(task.Id).History(ann, new PageRequest(10, null))).Items.Length);
        await cluster.Task(task.Id).CatchUp(context.Id);
        Assert.Equal("After", Succeeded(await cluster.Task(task.Id).Get(ann, null)).Title);

        async Task AppendAsync(TaskItem before, string title)
        {
            var changed = new TaskDetailsChanged(
                before.Id, list, new TaskDetails(Title: before.Title), new TaskDetails(Title: title));
            var stream = new StreamAppend(StreamName.Of("task", before.Id.Value), before.Version, [changed]);
            Assert.IsType<AppendOutcome.Appended>(
                await cluster.Product.Database.Log.AppendAsync(new Append(context, [stream])));
        }
    }

    [Fact]
    public async Task Get_WhenTheTaskWasLookedForBeforeItWas_ThenItIsFound()
    {
        var ann = await cluster.PersonAsync("ann");
        var list = (await cluster.ListAsync(ann)).Id;
        var task = await cluster.TaskAsync(ann, list);
        var due = new TaskDate(new DateTimeOffset(2046, 3, 3, 12, 0, 0, TimeSpan.Zero), null);
        Succeeded(await cluster.Task(task.Id).Act(TestCommands.By(ann), Titled("Daily") with
        {
            DueDate = (TaskDate?)due, Recurrence = new TaskRecurrencePatch("FREQ=DAILY", "Europe/Berlin"),
        }));
        var complete = TestCommands.By(ann);
        var next = new TaskId(complete.Id.NewId("next occurrence"));
        Assert.Equal("task_not_found", (await cluster.Task(next).Get(ann, null)).Refusal?.Code);

        var done = Succeeded(await cluster.Task(task.Id).Act(complete, new CompleteTask()));

        Assert.Equal(next, done.NextTaskId);
        Assert.Equal("Daily", Succeeded(await cluster.Task(next).Get(ann, null)).Title);
    }

    [Fact]
    [Trait("Peer", "8")]
    public async Task Act_WhenManyReadAndWriteAtOnce_ThenNobodyIsToldThatSomethingIsLocked()
    {
        var ann = await cluster.PersonAsync("ann");
        var list = (await cluster.ListAsync(ann)).Id;
        var tasks = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => cluster.TaskAsync(ann, list, $"{i}")));
        var everything = new TaskQuery(
            list, null, null, null, null, null, null, null, "position", new PageRequest(PageRequest.LimitMax, null));

        await Task.WhenAll(tasks.Select(async task =>
        {
            for (var i = 0; i < 10; i++)
            {
                Succeeded(await cluster.Task(task.Id).Act(TestCommands.By(ann), Titled($"{task.Title}.{i}")));
                Assert.Equal(32, Succeeded(await cluster.Queries.Tasks(ann, everything)).Items.Length);
            }
        }));

        var titles = Succeeded(await cluster.Queries.Tasks(ann, everything)).Items.Select(task => task.Title);
        Assert.Equal(Enumerable.Range(0, 32).Select(i => $"{i}.9").Order(), titles.Order());
    }
}
