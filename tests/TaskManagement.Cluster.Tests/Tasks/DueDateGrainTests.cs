using System.Collections.Immutable;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Time;
using static TaskManagement.Cluster.Tests.Tasks.TasksCluster;

namespace TaskManagement.Cluster.Tests.Tasks;

/// <summary>Nobody pings but the hosted beat: what is said is said by the product itself.</summary>
public sealed class DueDateGrainTests : IAsyncLifetime
{
    private readonly TasksCluster _cluster = new();
    private Caller _ann = null!;
    private ListId _list;

    public async Task InitializeAsync()
    {
        await _cluster.InitializeAsync();
        _ann = await _cluster.PersonAsync("ann");
        _list = (await _cluster.ListAsync(_ann)).Id;
    }

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    [Trait("Peer", "16")]
    public async Task Beat_WhenDatesHaveCome_ThenEachIsSaidOnceAlsoAfterARestart()
    {
        var soon = await TaskAsync(TimeSpan.FromHours(5));
        var overdue = await TaskAsync(TimeSpan.FromMinutes(-5));
        var later = await TaskAsync(TimeSpan.FromDays(5));
        await SaidAsync(soon, "task.due_soon.v1");
        await SaidAsync(overdue, "task.overdue.v1");

        await _cluster.Product.RestartAsync();
        var another = await TaskAsync(TimeSpan.FromMinutes(-5));
        await SaidAsync(another, "task.overdue.v1");

        Assert.Equal(["task.due_soon.v1", "task.created.v1"], await HistoryAsync(soon));
        Assert.Equal(["task.overdue.v1", "task.created.v1"], await HistoryAsync(overdue));
        Assert.Equal(["task.created.v1"], await HistoryAsync(later));
    }

    [Fact]
    [Trait("Peer", "15")]
    public async Task Beat_WhenReminderComes_ThenTheOpenTaskIsRemindedAndTheDoneOneIsNot()
    {
        var done = await TaskAsync(TimeSpan.FromDays(5));
        Succeeded(await _cluster.Task(done).Act(TestCommands.By(_ann), new CompleteTask()));
        var open = await TaskAsync(TimeSpan.FromDays(5));
        foreach (var task in new[] { done, open })
        {
            Succeeded(await _cluster.Task(task).Act(TestCommands.By(_ann), Titled("Reminding") with
            {
                Reminders = ImmutableArray.Create(
                    new TaskReminder(TimeProvider.System.GetUtcNow().AddSeconds(-1))),
            }));
        }

        await SaidAsync(open, "task.reminded.v1");
        Assert.DoesNotContain("task.reminded.v1", await HistoryAsync(done));
    }

    [Fact]
    public async Task Beat_WhenAUserHasSetALeadTime_ThenThatCounts()
    {
        await PreferAsync(7_200);
        var soon = await TaskAsync(TimeSpan.FromDays(4));
        var later = await TaskAsync(TimeSpan.FromDays(6));

        await SaidAsync(soon, "task.due_soon.v1");
        Assert.Equal(["task.created.v1"], await HistoryAsync(later));

        await PreferAsync(10_080);
        await SaidAsync(later, "task.due_soon.v1");
    }

    private async Task PreferAsync(int minutes) => Succeeded(await _cluster.Product.Cluster.Client
        .GetGrain<IUserGrain>(_ann.UserId.Value)
        .Patch(TestCommands.By(_ann), new PatchUser(default, default, new PatchPreferences(DueLeadMinutes: minutes))));

    private async Task<TaskId> TaskAsync(TimeSpan until)
    {
        var context = TestCommands.By(_ann);
        var due = new TaskDate(TimeProvider.System.GetUtcNow() + until, null);
        return Succeeded(await _cluster.Task(context).Act(context, New(_list) with { DueDate = due })).Id;
    }

    private Task SaidAsync(TaskId task, string type) =>
        Eventually.HoldsAsync(async () => (await HistoryAsync(task)).Contains(type), $"{task} has {type}");

    private async Task<string[]> HistoryAsync(TaskId task)
    {
        var history = await _cluster.Task(task).History(_ann, new PageRequest(10, null));
        return [.. Succeeded(history).Items.Select(one => one.Type)];
    }
}
