using Orleans.Storage;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Faults;
using TaskManagement.TestKit.Time;
using static TaskManagement.Cluster.Tests.Tasks.TasksCluster;

namespace TaskManagement.Cluster.Tests.Tasks;

/// <summary>What a task is after its activation or the process has gone. Each test has a product of its own.</summary>
public sealed class TaskRecoveryTests : IAsyncLifetime
{
    private const int EventsBeyondASnapshot = 130;

    private static readonly PageRequest All = new(PageRequest.LimitMax, null);

    private readonly TasksCluster _cluster = new();
    private Caller _ann = null!;
    private ListId _list;

    public async Task InitializeAsync()
    {
        await _cluster.InitializeAsync();
        _ann = await _cluster.PersonAsync("ann");
        _list = (await _cluster.ListAsync(_ann)).Id;

        // A fault befalls the next append, which shall be the test's own, and not that of Ann's first lists.
        await Eventually.SeesAsync(
            async () => Succeeded(await _cluster.Queries.Lists(_ann, All)).Items.Length,
            lists => lists == 3,
            "Inbox and Personal are there too");
    }

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Get_WhenTheProcessRestarts_ThenTheSameAsBefore()
    {
        var task = new TaskId(DerivedId.FromParts("much changed"));
        var source = new ImportSource("trello", "1");
        var at = new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero);
        Succeeded(await _cluster.Task(task).Import(TestCommands.By(_ann), new ImportTask(
            _list, null, "0", "", null, [], false, false, 0, at, source, [new("c", "cleo", "Cleo C.", "Hello", at)])));
        for (var i = 1; i <= EventsBeyondASnapshot; i++)
            Succeeded(await _cluster.Task(task).Act(TestCommands.By(_ann), Titled($"{i}")));
        var before = Succeeded(await _cluster.Task(task).Get(_ann, null));

        await _cluster.Product.RestartAsync();

        var after = Succeeded(await _cluster.Task(task).Get(_ann, null));
        Assert.Equal(before with { Labels = after.Labels, Reminders = after.Reminders }, after);
        Assert.Equal($"{EventsBeyondASnapshot}", after.Title);
        Assert.Equal("Cleo C.", Succeeded(await _cluster.Task(task).Comments(_ann, All)).Items.Single().AuthorName);
    }

    [Fact]
    public async Task Create_WhenTheReplyIsLost_ThenTheRepetitionFindsIt()
    {
        var context = TestCommands.By(_ann);
        _cluster.Product.Database.AppendFaults.Next(WriteFault.ReplyLost);
        await Assert.ThrowsAsync<InconsistentStateException>(() => _cluster.Task(context).Act(context, New(_list)));

        var task = Succeeded(await _cluster.Task(context).Act(context, New(_list)));

        Assert.Equal(1, task.Version);
        Assert.Single(Succeeded(await _cluster.Task(context).History(_ann, All)).Items);
    }

    [Fact]
    public async Task Create_WhenItIsRolledBack_ThenNothingIsThereAndARepetitionMakesIt()
    {
        var context = TestCommands.By(_ann);
        _cluster.Product.Database.AppendFaults.Next(WriteFault.BeforeCommit);
        await Assert.ThrowsAsync<AppendFailedException>(() => _cluster.Task(context).Act(context, New(_list)));

        Assert.Equal("task_not_found", (await _cluster.Task(context).Get(_ann, null)).Refusal?.Code);
        Assert.Equal(1, Succeeded(await _cluster.Task(context).Act(context, New(_list))).Version);
    }
}
