using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Lists;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;
using TaskManagement.Tasks.Lists;
using static TaskManagement.Tasks.Tests.Sample;

namespace TaskManagement.Tasks.Tests.Lists;

public sealed class ListAccessTests
{
    private static readonly ListState Shared = HomeList(
        [.. Enum.GetValues<ListRole>().Select(role => (User(role.ToString()), role))]);

    /// <summary>Every role against every act; a new one of either must be added here.</summary>
    public static TheoryData<ListRole, ListAct, bool> Matrix => new()
    {
        { ListRole.Owner, ListAct.Read, true },
        { ListRole.Owner, ListAct.Comment, true },
        { ListRole.Owner, ListAct.Edit, true },
        { ListRole.Owner, ListAct.Administer, true },
        { ListRole.Editor, ListAct.Read, true },
        { ListRole.Editor, ListAct.Comment, true },
        { ListRole.Editor, ListAct.Edit, true },
        { ListRole.Editor, ListAct.Administer, false },
        { ListRole.Commenter, ListAct.Read, true },
        { ListRole.Commenter, ListAct.Comment, true },
        { ListRole.Commenter, ListAct.Edit, false },
        { ListRole.Commenter, ListAct.Administer, false },
        { ListRole.Viewer, ListAct.Read, true },
        { ListRole.Viewer, ListAct.Comment, false },
        { ListRole.Viewer, ListAct.Edit, false },
        { ListRole.Viewer, ListAct.Administer, false },
    };

    [Fact]
    public void Matrix_WhenRolesOrActsAreAdded_ThenItIsComplete() =>
        Assert.Equal(Enum.GetValues<ListRole>().Length * Enum.GetValues<ListAct>().Length, Matrix.Count);

    [Theory]
    [MemberData(nameof(Matrix))]
    public void Authorize_WhenAMemberAsks_ThenTheRoleDecides(ListRole role, ListAct act, bool allowed)
    {
        var result = Ask(User(role.ToString()), act);

        if (allowed)
            Assert.Equal(new ListPermit(role, Shared.GuardVersion), result.Value);
        else
            Assert.Equal(("forbidden", RefusalKind.Forbidden), (result.Refusal?.Code, result.Refusal?.Kind));
    }

    [Theory]
    [InlineData(ListAct.Read)]
    [InlineData(ListAct.Administer)]
    public void Authorize_WhenAStrangerAsks_ThenThereIsNoSuchList(ListAct act)
    {
        Assert.Equal("list_not_found", Ask(User("stranger"), act).Refusal?.Code);
        Assert.Equal("list_not_found", ListAccess.Authorize(null, new PermitRequest(Caller.System, act)).Refusal?.Code);
    }

    [Fact]
    public void Authorize_WhenAnAdministratorIsNoMember_ThenThereIsNoSuchList() => Assert.Equal(
        "list_not_found",
        ListAccess.Authorize(
            Shared,
            new PermitRequest(new Caller(User("root"), [RoleNames.Administrator]), ListAct.Read)).Refusal?.Code);

    [Fact]
    public void Authorize_WhenNobodyIsLoggedIn_ThenThereIsNoSuchList() => Assert.Equal(
        "list_not_found",
        ListAccess.Authorize(Shared, new PermitRequest(Caller.Anonymous, ListAct.Read)).Refusal?.Code);

    [Fact]
    public void Authorize_WhenTheSystemAsks_ThenItMay() =>
        Assert.True(ListAccess.Authorize(Shared, new PermitRequest(Caller.System, ListAct.Administer)).Succeeded);

    [Fact]
    public void Authorize_WhenUnknownThingsAreNamed_ThenOneRefusalNamesThemAll()
    {
        var refusal = ListAccess.Authorize(Shared, new PermitRequest(
            new Caller(Ann, []),
            ListAct.Edit,
            new SectionId(Guid.Empty),
            User("stranger"),
            [Red, new LabelId(Guid.Empty)])).Refusal;

        Assert.Equal(["assigneeId", "labels", "sectionId"], refusal!.Fields.Keys.Order());
    }

    [Fact]
    public void Authorize_WhenKnownThingsAreNamed_ThenItMay() => Assert.True(ListAccess.Authorize(
        Shared, new PermitRequest(new Caller(Ann, []), ListAct.Edit, Doing, User("Viewer"), [Red])).Succeeded);

    [Fact]
    public void Authorize_WhenMembershipMoved_ThenTheGuardMovedToo()
    {
        var before = HomeList();
        var after = After(before, new ListMemberSet(HomeId, Ben, null, ListRole.Viewer));
        var renamed = After(
            after, new ListDetailsChanged(HomeId, new ListDetails(Name: "a"), new ListDetails(Name: "b")));

        Assert.Equal((1, 2, 2), (before.GuardVersion, after.GuardVersion, renamed.GuardVersion));
    }

    private static Result<ListPermit> Ask(UserId user, ListAct act) =>
        ListAccess.Authorize(Shared, new PermitRequest(new Caller(user, [RoleNames.Member]), act));
}
