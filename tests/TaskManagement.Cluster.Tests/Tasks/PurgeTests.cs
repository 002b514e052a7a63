using System.Text;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Time;
using static TaskManagement.Cluster.Tests.Tasks.TasksCluster;

namespace TaskManagement.Cluster.Tests.Tasks;

/// <summary>What leaves the trash for good. Nobody pings but the hosted beat.</summary>
public sealed class PurgeTests : IAsyncLifetime
{
    private const string LeftOverSql = "SELECT count(*) FROM trash_purges";
    private const string RowsOfTaskSql = """
        SELECT (SELECT count(*) FROM tasks WHERE task_id = @p0)
            + (SELECT count(*) FROM task_documents WHERE task_id = @p0)
            + (SELECT count(*) FROM task_trash WHERE task_id = @p0)
            + (SELECT count(*) FROM task_list_spans WHERE task_id = @p0)
            + (SELECT count(*) FROM task_signals WHERE task_id = @p0)
            + (SELECT count(*) FROM task_blobs WHERE task_id = @p0)
            + (SELECT count(*) FROM notifications WHERE task_id = @p0)
        """;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly string[] Words =
        ["Quixotical", "Frobnicated", "Wabblingly", "Zyzzyvas", "Mumpsimus", "Snollygoster"];

    private readonly ShiftedTimeProvider _clock = new();
    private readonly TasksCluster _cluster;
    private Caller _ann = null!;
    private ListId _list;

    public PurgeTests() => _cluster = new TasksCluster { Clock = _clock };

    public async Task InitializeAsync()
    {
        await _cluster.InitializeAsync();
        _ann = await _cluster.PersonAsync("ann");
        _list = (await _cluster.ListAsync(_ann)).Id;
    }

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Beat_WhenATaskLiesInTheTrashForLongEnough_ThenItIsGoneForGood()
    {
        var (old, other) = (await WordyTaskAsync(), await _cluster.TaskAsync(_ann, _list));
        await DeleteAsync(old);
        var past = TimeProvider.System.GetUtcNow();

        _clock.Ahead = Kept - TimeSpan.FromHours(1);
        await DeleteAsync(other.Id);
        await _cluster.Product.RestartAsync();
        Assert.Equal("task_deleted", await RefusalAsync(old));

        _clock.Ahead = Kept + TimeSpan.FromMinutes(1);
        await PurgedAsync(old);

        var task = _cluster.Task(old);
        var relations = _cluster.Grains.GetGrain<ITaskRelationsGrain>(old.Value);
        Assert.Equal("task_purged", (await task.Get(_ann, past)).Refusal?.Code);
        Assert.Equal("task_purged", (await task.History(_ann, new PageRequest(10, null))).Refusal?.Code);
        Assert.Equal("task_purged", (await task.Act(TestCommands.By(_ann), new RestoreTask())).Refusal?.Code);
        Assert.Equal("task_purged", (await relations.Act(TestCommands.By(_ann), old, new TakeBack(1))).Refusal?.Code);
        Assert.Equal("task_purged", (await task.Act(TestCommands.By(_ann), Titled("x"))).Refusal?.Code);
        Assert.Equal("task_not_found", (await task.Get(await _cluster.PersonAsync("ben"), null)).Refusal?.Code);
        await _cluster.Product.RestartAsync();
        Assert.Equal("task_purged", await RefusalAsync(old));
    }

    [Fact]
    public async Task Beat_WhenAPurgeHasSettled_ThenNoFileHoldsAWordOfIt()
    {
        var task = await WordyTaskAsync();
        await DeleteAsync(task);
        var onSqlite = _cluster.Product.Database.Database.Kind == DatabaseKind.Sqlite;
        if (onSqlite)
            Assert.Equal(Words.Order(), (await WordsInFilesAsync()).Order());

        Succeeded(await PurgeAsync(task, TestCommands.By(_ann)));
        await NoRowAsync(task);
        _clock.Ahead = TimeSpan.FromMinutes(1);
        await DoneAsync();

        if (onSqlite)
            Assert.Empty(await WordsInFilesAsync());
    }

    [Fact]
    public async Task Beat_WhenAListDoes_ThenAllItsTasksFollowAndNobodyPointsAtThem()
    {
        var (kept, trashed) = (await WordyTaskAsync(), await _cluster.TaskAsync(_ann, _list));
        var elsewhere = await _cluster.TaskAsync(_ann, (await _cluster.ListAsync(_ann)).Id);
        await RelateAsync(elsewhere.Id, RelationKind.RelatesTo, kept);
        await DeleteAsync(trashed.Id);
        Succeeded(await _cluster.List(_list).Act(TestCommands.By(_ann), new DeleteList()));

        _clock.Ahead = Kept + TimeSpan.FromMinutes(1);
        await Eventually.HoldsAsync(
            async () => (await _cluster.List(_list).Get(_ann, null)).Refusal?.Code == "list_purged", "it is purged");
        await DoneAsync();

        await NoRowAsync(kept);
        await NoRowAsync(trashed.Id);
        Assert.Empty(Succeeded(await _cluster.Task(elsewhere.Id).Get(_ann, null)).Relations);
        Assert.Equal("list_purged", await ListRefusalAsync(_ann, new RestoreList()));
        Assert.Equal("list_purged", await ListRefusalAsync(_ann, new UndoList(null)));
        Assert.Equal("list_not_found", await ListRefusalAsync(await _cluster.PersonAsync("ben"), new RestoreList()));
    }

    [Fact]
    public async Task Purge_WhenTasksAreRelated_ThenTheOthersForgetIt()
    {
        var (one, two) = (await _cluster.TaskAsync(_ann, _list), await _cluster.TaskAsync(_ann, _list));
        var three = await _cluster.TaskAsync(_ann, _list);
        await RelateAsync(one.Id, RelationKind.Blocks, two.Id);
        await RelateAsync(two.Id, RelationKind.Blocks, three.Id);
        await DeleteAsync(two.Id);

        Succeeded(await PurgeAsync(two.Id, TestCommands.By(_ann)));

        Assert.Empty(Succeeded(await _cluster.Task(one.Id).Get(_ann, null)).Relations);
        Assert.Empty(Succeeded(await _cluster.Task(three.Id).Get(_ann, null)).Relations);
        await RelateAsync(three.Id, RelationKind.Blocks, one.Id);
        var relate = new RelateTask(RelationKind.RelatesTo, two.Id);
        var relations = _cluster.Grains.GetGrain<ITaskRelationsGrain>(_list.Value);
        Assert.Equal(
            "validation_failed", (await relations.Act(TestCommands.By(_ann), one.Id, relate)).Refusal?.Code);
    }

    [Fact]
    public async Task Purge_WhenItMayNotBe_ThenRefusedAndNothingIsLost()
    {
        var ben = await _cluster.PersonAsync("ben");
        Succeeded(await _cluster.List(_list).Act(
            TestCommands.By(_ann), new SetListMember(ben.UserId, ListRole.Editor)));
        var task = await _cluster.TaskAsync(_ann, _list, "Kept");
        Assert.Equal("task_not_deleted", (await PurgeAsync(task.Id, TestCommands.By(_ann))).Refusal?.Code);
        Assert.Equal("list_not_deleted", await ListRefusalAsync(_ann, new PurgeList(null)));
        await DeleteAsync(task.Id);
        Assert.Equal("forbidden", (await PurgeAsync(task.Id, TestCommands.By(ben))).Refusal?.Code);
        Assert.Equal("forbidden", await ListRefusalAsync(ben, new PurgeList(null)));
        var discard = _cluster.Grains.GetGrain<ITaskPurgeGrain>(task.Id.Value).Discard(TestCommands.By(_ann));
        Assert.Equal("forbidden", (await discard).Refusal?.Code);
        var stranger = await _cluster.PersonAsync("eve");
        Assert.Equal("task_not_found", (await PurgeAsync(task.Id, TestCommands.By(stranger))).Refusal?.Code);
        Assert.Equal("list_not_found", await ListRefusalAsync(stranger, new PurgeList(null)));

        var restored = await _cluster.Task(task.Id).Act(TestCommands.By(_ann), new RestoreTask());
        Assert.Equal("Kept", Succeeded(restored).Title);
    }

    [Fact]
    public async Task Purge_WhenCommandsAreRepeated_ThenItAnswersAgainAndEarlierOnesAreRefused()
    {
        var create = TestCommands.By(_ann);
        var task = Succeeded(await _cluster.Task(create).Act(create, New(_list)));
        await DeleteAsync(task.Id);
        var purge = TestCommands.By(_ann);

        Succeeded(await PurgeAsync(task.Id, purge));
        Succeeded(await PurgeAsync(task.Id, purge));

        Assert.Equal("task_purged", (await PurgeAsync(task.Id, TestCommands.By(_ann))).Refusal?.Code);
        Assert.Equal("task_purged", (await _cluster.Task(create).Act(create, New(_list))).Refusal?.Code);
    }

    [Fact]
    public async Task Purge_WhenRestoredAtTheSameTime_ThenExactlyOneIsCarriedOut()
    {
        for (var round = 0; round < 20; round++)
        {
            var task = (await _cluster.TaskAsync(_ann, _list)).Id;
            await DeleteAsync(task);

            var purge = PurgeAsync(task, TestCommands.By(_ann));
            var restore = _cluster.Task(task).Act(TestCommands.By(_ann), new RestoreTask());
            await Task.WhenAll(purge, restore);

            Assert.NotEqual((await purge).Succeeded, (await restore).Succeeded);
            Assert.Equal((await restore).Succeeded ? null : "task_purged", await RefusalAsync(task));
        }
    }

    /// <summary>All its words are rare ones.</summary>
    private async Task<TaskId> WordyTaskAsync()
    {
        var ben = await _cluster.PersonAsync("ben");
        Succeeded(await _cluster.List(_list).Act(
            TestCommands.By(_ann), new SetListMember(ben.UserId, ListRole.Editor)));
        var context = TestCommands.By(_ann);
        var task = _cluster.Task(context);
        var create = New(_list, Words[0]) with { Description = Words[1], AssigneeId = ben.UserId };
        Succeeded(await task.Act(context, create));
        Succeeded(await task.Comment(TestCommands.By(_ann), new CommentOnTask(Words[2])));
        Succeeded(await task.Act(TestCommands.By(_ann), Titled(Words[3])));
        var file = new AttachFile($"{Words[4]}.txt", "text/plain", 5, new string('a', 64), Words[5]);
        Succeeded(await task.Attach(TestCommands.By(_ann), file));
        await Eventually.HoldsAsync(
            async () => await CountAsync("SELECT count(*) FROM notifications") > 0, "the assignee knows");
        return new TaskId(context.Id.NewId("task"));
    }

    private Task<Result<Nothing>> PurgeAsync(TaskId task, CommandContext context) =>
        _cluster.Grains.GetGrain<ITaskPurgeGrain>(task.Value).Purge(context, null);

    private async Task DeleteAsync(TaskId task) =>
        Succeeded(await _cluster.Task(task).Act(TestCommands.By(_ann), new DeleteTask()));

    private async Task RelateAsync(TaskId task, RelationKind kind, TaskId other) =>
        Succeeded(await _cluster.Grains.GetGrain<ITaskRelationsGrain>(_list.Value).Act(
            TestCommands.By(_ann), task, new RelateTask(kind, other)));

    private Task NoRowAsync(TaskId task) => Eventually.HoldsAsync(
        async () => await CountAsync(RowsOfTaskSql, task.Value) == 0, $"{task} has no row");

    private Task DoneAsync() =>
        Eventually.HoldsAsync(async () => await CountAsync(LeftOverSql) == 0, "nothing is left to be done");

    private Task PurgedAsync(TaskId task) =>
        Eventually.HoldsAsync(async () => await RefusalAsync(task) == "task_purged", $"{task} is purged");

    private async Task<string?> RefusalAsync(TaskId task) => (await _cluster.Task(task).Get(_ann, null)).Refusal?.Code;

    private async Task<string?> ListRefusalAsync(Caller caller, ListCommand command) =>
        (await _cluster.List(_list).Act(TestCommands.By(caller), command)).Refusal?.Code;

    private async Task<long> CountAsync(string sql, params object?[] values) =>
        Assert.Single(await _cluster.Product.Database.Database.ReadAsync(
            new Statement(sql, values), row => row.GetInt64(0)));

    private async Task<string[]> WordsInFilesAsync()
    {
        var found = new HashSet<string>();
        foreach (var file in await _cluster.Product.Database.FilesAsync())
        {
            await using var stream = new FileStream(
                file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var content = await reader.ReadToEndAsync();
            found.UnionWith(Words.Where(word => content.Contains(word, StringComparison.OrdinalIgnoreCase)));
        }

        return [.. found];
    }
}
