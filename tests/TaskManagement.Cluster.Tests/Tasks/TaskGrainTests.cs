using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Tasks;
using TaskManagement.Contracts.Values;
using TaskManagement.TestKit;
using static TaskManagement.Cluster.Tests.Tasks.TasksCluster;

namespace TaskManagement.Cluster.Tests.Tasks;

[Collection(TasksCollection.Name)]
public sealed class TaskGrainTests(TasksCluster cluster) : IAsyncLifetime
{
    private static readonly PageRequest All = new(PageRequest.LimitMax, null);

    private Caller _ann = null!;
    private ListId _list;

    public async Task InitializeAsync()
    {
        _ann = await cluster.PersonAsync("ann");
        _list = (await cluster.ListAsync(_ann)).Id;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Create_WhenSentTwice_ThenOneTaskAndTheSameAnswer()
    {
        var context = TestCommands.By(_ann);

        var first = Succeeded(await cluster.Task(context).Act(context, New(_list)));
        Succeeded(await cluster.Task(first.Id).Act(TestCommands.By(_ann), new CompleteTask()));
        var second = Succeeded(await cluster.Task(context).Act(context, New(_list)));

        Assert.Equal(("Buy milk", WorkStatus.Todo, 1), (first.Title, first.Status, first.Version));
        Assert.Equal(first with { Labels = second.Labels, Reminders = second.Reminders }, second);
        Assert.Equal(2, Succeeded(await cluster.Task(first.Id).Get(_ann, null)).Version);
    }

    [Fact]
    public async Task Create_WhenTheKeyComesWithAnotherBody_ThenRefused()
    {
        var context = TestCommands.By(_ann, bodyHash: "one");
        Succeeded(await cluster.Task(context).Act(context, New(_list)));

        var again = await cluster.Task(context).Act(context with { BodyHash = "two" }, New(_list, "Else"));

        Assert.Equal("idempotency_key_reused", again.Refusal?.Code);
    }

    [Fact]
    public async Task Create_WhenTheListNamesAreUnknown_ThenTheFieldsAreBlamed()
    {
        var context = TestCommands.By(_ann);
        var command = New(_list) with
        {
            SectionId = new SectionId(Guid.NewGuid()),
            AssigneeId = (await cluster.PersonAsync("stranger")).UserId,
            Labels = [new LabelId(Guid.NewGuid())],
        };

        var refusal = (await cluster.Task(context).Act(context, command)).Refusal;

        Assert.Equal(["assigneeId", "labels", "sectionId"], refusal!.Fields.Keys.Order());
    }

    [Fact]
    public async Task Complete_WhenSentTwice_ThenTheAnswerIsThatOfItsVersion()
    {
        var task = await cluster.TaskAsync(_ann, _list);
        var context = TestCommands.By(_ann);
        var done = Succeeded(await cluster.Task(task.Id).Act(context, new CompleteTask()));
        Succeeded(await cluster.Task(task.Id).Act(TestCommands.By(_ann), new ReopenTask()));

        var again = Succeeded(await cluster.Task(task.Id).Act(context, new CompleteTask()));

        Assert.Equal((WorkStatus.Done, done.Version), (again.Status, again.Version));
        Assert.Equal(WorkStatus.Todo, Succeeded(await cluster.Task(task.Id).Get(_ann, null)).Status);
    }

    [Fact]
    public async Task Assign_WhenNothingChangedAndSentAgainLater_ThenTheSameAnswerAndNothingIsWritten()
    {
        var ben = await cluster.PersonAsync("ben");
        var list = await cluster.ListAsync(_ann, (ben, ListRole.Editor));
        var task = cluster.Task((await cluster.TaskAsync(_ann, list.Id)).Id);
        Succeeded(await task.Act(TestCommands.By(_ann), new AssignTask(ben.UserId)));
        var context = TestCommands.By(_ann, bodyHash: "ben");
        var unchanged = Succeeded(await task.Act(context, new AssignTask(ben.UserId)));
        Succeeded(await task.Act(TestCommands.By(_ann), new AssignTask(_ann.UserId)));

        var again = Succeeded(await task.Act(context, new AssignTask(ben.UserId)));
        var otherBody = await task.Act(context with { BodyHash = "nobody" }, new AssignTask(null));

        Assert.Equal((ben.UserId, 2), (unchanged.AssigneeId, unchanged.Version));
        Assert.Equal((ben.UserId, 2), (again.AssigneeId, again.Version));
        Assert.Equal("idempotency_key_reused", otherBody.Refusal?.Code);
        var now = Succeeded(await task.Get(_ann, null));
        Assert.Equal((_ann.UserId, 3), (now.AssigneeId, now.Version));
    }

    [Fact]
    public async Task Patch_WhenTheVersionIsStale_ThenRefusedAndNothingWritten()
    {
        var task = await cluster.TaskAsync(_ann, _list);
        Succeeded(await cluster.Task(task.Id).Act(TestCommands.By(_ann, ifVersion: 1), Titled("two")));

        var stale = await cluster.Task(task.Id).Act(TestCommands.By(_ann, ifVersion: 1), Titled("three"));

        Assert.Equal(("version_stale", RefusalKind.Stale), (stale.Refusal?.Code, stale.Refusal?.Kind));
        Assert.Equal("two", Succeeded(await cluster.Task(task.Id).Get(_ann, null)).Title);
    }

    [Fact]
    public async Task EveryCall_WhenTheCallerMayNotSeeTheList_ThenThereIsNoSuchTask()
    {
        var task = cluster.Task((await cluster.TaskAsync(_ann, _list)).Id);
        var stranger = await cluster.PersonAsync("stranger");

        Assert.All(await RefusalsAsync(task, stranger), refusal => Assert.Equal("task_not_found", refusal?.Code));
        Assert.All(
            await RefusalsAsync(cluster.Task(new TaskId(Guid.NewGuid())), _ann),
            refusal => Assert.Equal("task_not_found", refusal?.Code));
    }

    [Fact]
    public async Task EveryCall_WhenTheTaskIsDeleted_ThenNotFound()
    {
        var task = cluster.Task((await cluster.TaskAsync(_ann, _list)).Id);
        var context = TestCommands.By(_ann);
        Succeeded(await task.Act(context, new DeleteTask()));

        Succeeded(await task.Act(context, new DeleteTask()));
        Assert.All(await RefusalsAsync(task, _ann), refusal => Assert.Equal(RefusalKind.NotFound, refusal?.Kind));
    }

    [Theory]
    [InlineData(ListRole.Viewer, false)]
    [InlineData(ListRole.Commenter, true)]
    public async Task EveryCall_WhenTheRoleIsLow_ThenReadAndPerhapsComment(ListRole role, bool comments)
    {
        var ben = await cluster.PersonAsync("ben");
        var list = await cluster.ListAsync(_ann, (ben, role));
        var task = cluster.Task((await cluster.TaskAsync(_ann, list.Id)).Id);

        Succeeded(await task.Get(ben, null));
        Succeeded(await task.History(ben, All));
        Assert.Equal("forbidden", (await task.Act(TestCommands.By(ben), new CompleteTask())).Refusal?.Code);
        Assert.Equal("forbidden", (await task.Act(TestCommands.By(ben), Titled("x"))).Refusal?.Code);
        Assert.Equal(comments, (await task.Comment(TestCommands.By(ben), new CommentOnTask("x"))).Succeeded);
    }

    [Fact]
    public async Task Write_WhenTheMemberWasRemoved_ThenRefused()
    {
        var ben = await cluster.PersonAsync("ben");
        var list = await cluster.ListAsync(_ann, (ben, ListRole.Editor));
        var task = await cluster.TaskAsync(ben, list.Id);

        Succeeded(await cluster.List(list.Id).Act(TestCommands.By(_ann), new RemoveListMember(ben.UserId)));

        var late = await cluster.Task(task.Id).Act(TestCommands.By(ben), Titled("x"));
        Assert.Equal("task_not_found", late.Refusal?.Code);
        Assert.Empty(Succeeded(await cluster.Queries.Tasks(ben, Anything with { ListId = list.Id })).Items);
    }

    [Fact]
    public async Task Get_WhenAsOfAnInstant_ThenAsItStood()
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        var task = await cluster.TaskAsync(_ann, _list, "old");
        var changed = Succeeded(await cluster.Task(task.Id).Act(TestCommands.By(_ann), Titled("new")));
        var grain = cluster.Task(task.Id);

        Assert.Equal("old", Succeeded(await grain.Get(_ann, changed.UpdatedAt.AddMicroseconds(-1))).Title);
        Assert.Equal("new", Succeeded(await grain.Get(_ann, changed.UpdatedAt)).Title);
        Assert.Equal("task_not_found", (await grain.Get(_ann, before)).Refusal?.Code);
        Assert.Equal(["asOf"], (await grain.Get(_ann, DateTimeOffset.UtcNow.AddHours(1))).Refusal!.Fields.Keys);
    }

    [Fact]
    public async Task History_WhenThingsHappened_ThenNewestFirstWithBothSides()
    {
        var task = await cluster.TaskAsync(_ann, _list, "old");
        var grain = cluster.Task(task.Id);
        Succeeded(await grain.Act(TestCommands.By(_ann), Titled("new")));
        Succeeded(await grain.Act(TestCommands.By(_ann), new CompleteTask()));

        var first = Succeeded(await grain.History(_ann, new PageRequest(2, null)));
        var rest = Succeeded(await grain.History(_ann, new PageRequest(2, first.NextCursor)));

        Assert.Equal(["task.completed.v1", "task.details_changed.v1"], first.Items.Select(entry => entry.Type));
        Assert.Equal("task.created.v1", Assert.Single(rest.Items).Type);
        Assert.Null(rest.NextCursor);
        var title = Assert.Single(first.Items[1].Changes);
        Assert.Equal(("title", "\"old\"", "\"new\""), (title.Field, title.Old?.Value, title.New?.Value));
        Assert.Contains(rest.Items[0].Changes, change => change is { Field: "title", Old: null, New.Value: "\"old\"" });
        Assert.All(first.Items, entry => Assert.Equal((_ann.UserId, "api"), (entry.ActorId, entry.Origin)));
        Assert.Equal("cursor_invalid", (await grain.History(_ann, new PageRequest(2, "x"))).Refusal?.Code);
    }

    [Fact]
    public async Task Comments_WhenManyCommentAtOnce_ThenAllAreThereOldestFirst()
    {
        var ben = await cluster.PersonAsync("ben");
        var list = await cluster.ListAsync(_ann, (ben, ListRole.Commenter));
        var grain = cluster.Task((await cluster.TaskAsync(_ann, list.Id)).Id);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            grain.Comment(TestCommands.By(i % 2 == 0 ? _ann : ben), new CommentOnTask($"{i}"))));

        var first = Succeeded(await grain.Comments(_ann, new PageRequest(15, null)));
        var rest = Succeeded(await grain.Comments(_ann, new PageRequest(15, first.NextCursor)));

        var comments = first.Items.AddRange(rest.Items);
        Assert.Equal(Enumerable.Range(0, 20), comments.Select(c => int.Parse(c.Text, null)).Order());
        Assert.All(comments, c => Assert.Equal(c.AuthorId == _ann.UserId ? "ann Test" : "ben Test", c.AuthorName));
        var item = Succeeded(await grain.Get(_ann, null));
        Assert.Equal((20, 21), (item.CommentCount, item.Version));
        Assert.Null(rest.NextCursor);
    }

    [Fact]
    public async Task Tasks_WhenWritten_ThenTheQueryShowsThemAtOnce()
    {
        var task = await cluster.TaskAsync(_ann, _list, "Visible at once");
        var shown = Succeeded(await cluster.Queries.Tasks(_ann, Anything with { ListId = _list }));

        var item = Assert.Single(shown.Items);
        Assert.Equal(task with { Labels = item.Labels, Reminders = item.Reminders }, item);
    }

    private static TaskQuery Anything { get; } = new(null, null, null, null, null, null, false, null, "position", All);

    private static async Task<Refusal?[]> RefusalsAsync(ITaskGrain task, Caller caller) =>
    [
        (await task.Get(caller, null)).Refusal,
        (await task.Get(caller, DateTimeOffset.UtcNow.AddMinutes(-1))).Refusal,
        (await task.History(caller, All)).Refusal,
        (await task.Comments(caller, All)).Refusal,
        (await task.Act(TestCommands.By(caller), Titled("x"))).Refusal,
        (await task.Act(TestCommands.By(caller), new AssignTask(null))).Refusal,
        (await task.Act(TestCommands.By(caller), new CompleteTask())).Refusal,
        (await task.Act(TestCommands.By(caller), new ReopenTask())).Refusal,
        (await task.Comment(TestCommands.By(caller), new CommentOnTask("x"))).Refusal,
        (await task.Act(TestCommands.By(caller), new DeleteTask())).Refusal,
    ];
}
