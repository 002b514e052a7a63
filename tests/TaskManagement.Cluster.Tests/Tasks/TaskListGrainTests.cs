using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Time;
using static TaskManagement.Cluster.Tests.Tasks.TasksCluster;

namespace TaskManagement.Cluster.Tests.Tasks;

[Collection(TasksCollection.Name)]
public sealed class TaskListGrainTests(TasksCluster cluster) : IAsyncLifetime
{
    private static readonly PageRequest All = new(PageRequest.LimitMax, null);

    private Caller _ann = null!;
    private Caller _ben = null!;

    public async Task InitializeAsync()
    {
        _ann = await cluster.PersonAsync("ann");
        _ben = await cluster.PersonAsync("ben");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Register_WhenDone_ThenInboxAndPersonalComeByThemselves()
    {
        var lists = await Eventually.SeesAsync(
            async () => Succeeded(await cluster.Queries.Lists(_ann, All)).Items,
            items => items.Length == 2,
            "there are two lists");

        Assert.Equal(["Inbox", "Personal"], lists.Select(list => list.Name));
        Assert.All(lists, list => Assert.Equal((_ann.UserId, ListRole.Owner), (list.OwnerId, list.Role)));
    }

    [Fact]
    public async Task Get_WhenMembersAreThere_ThenWithTheirNames()
    {
        var list = await cluster.ListAsync(_ann, (_ben, ListRole.Editor));

        var seen = Succeeded(await cluster.List(list.Id).Get(_ben, null));

        Assert.Equal(ListRole.Editor, seen.Role);
        Assert.Equal(
            [(_ann.UserId, ListRole.Owner, "ann Test"), (_ben.UserId, ListRole.Editor, "ben Test")],
            seen.Members.Select(member => (member.UserId, member.Role, member.DisplayName)));
    }

    [Fact]
    public async Task Create_WhenSentTwice_ThenOneListAndTheSameAnswer()
    {
        var context = TestCommands.By(_ann);
        var grain = cluster.Grains.GetGrain<ITaskListGrain>(context.Id.NewId("list"));

        var first = Succeeded(await grain.Act(context, new CreateList("Once", null, ["a"])));
        Succeeded(await grain.Act(TestCommands.By(_ann), new PatchList("Twice", default)));
        var second = Succeeded(await grain.Act(context, new CreateList("Once", null, ["a"])));

        Assert.Equal((first.Name, first.Version), (second.Name, second.Version));
        Assert.Equal(
            "list_already_exists",
            (await grain.Act(TestCommands.By(_ann), new CreateList("Else", null, []))).Refusal?.Code);
    }

    [Fact]
    public async Task SetMember_WhenThereIsNoSuchUser_ThenNotFound()
    {
        var list = cluster.List((await cluster.ListAsync(_ann)).Id);

        var result = await list.Act(
            TestCommands.By(_ann), new SetListMember(new UserId(Guid.NewGuid()), ListRole.Viewer));

        Assert.Equal(("user_not_found", RefusalKind.NotFound), (result.Refusal?.Code, result.Refusal?.Kind));
    }

    [Fact]
    public async Task EveryAct_WhenTheCallerIsAnEditor_ThenSectionsAndLabelsOnly()
    {
        var list = cluster.List((await cluster.ListAsync(_ann, (_ben, ListRole.Editor))).Id);

        Succeeded(await list.Act(TestCommands.By(_ben), new AddSection("More")));
        var seen = Succeeded(await list.Act(TestCommands.By(_ben), new AddLabel("red", "#ff0000")));
        Assert.Equal((2, 1), (seen.Sections.Length, seen.Labels.Length));
        Assert.Equal("forbidden", (await list.Act(TestCommands.By(_ben), new PatchList("x", default))).Refusal?.Code);
        Assert.Equal(
            "forbidden",
            (await list.Act(
                TestCommands.By(_ben), new SetListMember(_ben.UserId, ListRole.Owner))).Refusal?.Code);
        Assert.Equal(
            "forbidden",
            (await list.Act(TestCommands.By(_ben), new RemoveListMember(_ann.UserId))).Refusal?.Code);
    }

    [Fact]
    public async Task EveryCall_WhenTheCallerIsAStranger_ThenThereIsNoSuchList()
    {
        var list = cluster.List((await cluster.ListAsync(_ann)).Id);

        Assert.All(
        [
            (await list.Get(_ben, null)).Refusal,
            (await list.History(_ben, All)).Refusal,
            (await list.Act(TestCommands.By(_ben), new PatchList("x", default))).Refusal,
            (await list.Act(TestCommands.By(_ben), new AddSection("x"))).Refusal,
            (await list.Act(TestCommands.By(_ben), new AddLabel("x", "#000000"))).Refusal,
            (await list.Act(TestCommands.By(_ben), new SetListMember(_ben.UserId, ListRole.Owner))).Refusal,
            (await list.Act(TestCommands.By(_ben), new RemoveListMember(_ann.UserId))).Refusal,
            (await list.Act(TestCommands.By(_ben), new RemoveListMember(_ben.UserId))).Refusal,
        ],
        refusal => Assert.Equal("list_not_found", refusal?.Code));
    }

    [Fact]
    public async Task RemoveMember_WhenTheMemberLeaves_ThenAnsweredAlsoTheSecondTime()
    {
        var list = cluster.List((await cluster.ListAsync(_ann, (_ben, ListRole.Viewer))).Id);
        var context = TestCommands.By(_ben);

        var first = Succeeded(await list.Act(context, new RemoveListMember(_ben.UserId)));
        var second = Succeeded(await list.Act(context, new RemoveListMember(_ben.UserId)));

        Assert.Equal(first.Version, second.Version);
        Assert.Equal("list_not_found", (await list.Get(_ben, null)).Refusal?.Code);
    }

    [Fact]
    public async Task History_WhenMembersChanged_ThenBothSidesAreTold()
    {
        var list = cluster.List((await cluster.ListAsync(_ann, (_ben, ListRole.Viewer), (_ben, ListRole.Editor))).Id);

        var history = Succeeded(await list.History(_ann, All)).Items;

        Assert.Equal(
            ["list.member_set.v1", "list.member_set.v1", "list.created.v1"], history.Select(entry => entry.Type));
        var change = Assert.Single(history[0].Changes);
        Assert.Equal("member", change.Field);
        Assert.Contains("\"viewer\"", change.Old?.Value, StringComparison.Ordinal);
        Assert.Contains("\"editor\"", change.New?.Value, StringComparison.Ordinal);
    }
}
