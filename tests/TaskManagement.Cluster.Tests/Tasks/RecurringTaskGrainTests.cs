using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.TestKit;
using static TaskManagement.Cluster.Tests.Tasks.TasksCluster;

namespace TaskManagement.Cluster.Tests.Tasks;

[Collection(TasksCollection.Name)]
public sealed class RecurringTaskGrainTests(TasksCluster cluster) : IAsyncLifetime
{
    private Caller _ann = null!;
    private ListId _list;

    public async Task InitializeAsync()
    {
        _ann = await cluster.PersonAsync("ann");
        _list = (await cluster.ListAsync(_ann)).Id;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    [Trait("Peer", "12")]
    public async Task Complete_WhenTaskRecurs_ThenTheNextIsThereAtOnceForReadsAndQueries()
    {
        var task = await RecurringAsync();

        var done = Succeeded(await cluster.Task(task.Id).Act(TestCommands.By(_ann), new CompleteTask()));

        var next = Succeeded(await cluster.Task(done.NextTaskId!.Value).Get(_ann, null));
        Assert.Equal((WorkStatus.Todo, 1L, task.Title), (next.Status, next.Version, next.Title));
        Assert.True(next.DueDate!.Value.Day > task.DueDate!.Value.Day);
        var titles = Succeeded(await cluster.Queries.Tasks(_ann, Open())).Items;
        Assert.Equal(next.Id, Assert.Single(titles).Id);
        Assert.Equal(next.Recurrence, titles[0].Recurrence);
    }

    [Fact]
    [Trait("Peer", "13")]
    public async Task Complete_WhenSentTwiceAndAgainAfterReopening_ThenOneNext()
    {
        var task = await RecurringAsync();
        var context = TestCommands.By(_ann);

        var first = Succeeded(await cluster.Task(task.Id).Act(context, new CompleteTask()));
        var repeated = Succeeded(await cluster.Task(task.Id).Act(context, new CompleteTask()));
        Succeeded(await cluster.Task(task.Id).Act(TestCommands.By(_ann), new ReopenTask()));
        var again = Succeeded(await cluster.Task(task.Id).Act(TestCommands.By(_ann), new CompleteTask()));

        Assert.NotNull(first.NextTaskId);
        Assert.Equal((first.NextTaskId, first.NextTaskId), (repeated.NextTaskId, again.NextTaskId));
        Assert.Single(Succeeded(await cluster.Queries.Tasks(_ann, Open())).Items);
    }

    [Fact]
    public async Task Complete_WhenTheSeriesGoesOn_ThenEachMakesTheOneAfterIt()
    {
        var task = await RecurringAsync("FREQ=DAILY;COUNT=3");
        var made = new List<string?>();
        for (TaskId? id = task.Id; id is { } current;)
        {
            var done = Succeeded(await cluster.Task(current).Act(TestCommands.By(_ann), new CompleteTask()));
            made.Add(done.Recurrence?.Rule);
            id = done.NextTaskId;
        }

        Assert.Equal(["FREQ=DAILY;COUNT=3", "FREQ=DAILY;COUNT=2", "FREQ=DAILY;COUNT=1"], made);
    }

    private async Task<TaskItem> RecurringAsync(string rule = "FREQ=WEEKLY")
    {
        var context = TestCommands.By(_ann);
        return Succeeded(await cluster.Task(context).Act(context, New(_list) with
        {
            DueDate = new TaskDate(null, new DateOnly(2940, 3, 2)),
            DueTimeZone = "Europe/Berlin",
            Recurrence = new TaskRecurrence(rule),
        }));
    }

    private TaskQuery Open() => new(
        _list, null, WorkStatus.Todo, null, null, null, null, null, "position", new PageRequest(10, null));
}
