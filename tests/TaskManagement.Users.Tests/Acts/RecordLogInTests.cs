using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.Users.Acts;
using TaskManagement.Users.Tests.Profiles;

namespace TaskManagement.Users.Tests.Acts;

public sealed class RecordLogInTests
{
    private static readonly SessionId Session = new(DerivedId.FromParts("session"));

    [Fact]
    public void RecordLogIn_WhenUserExists_ThenLoggedIn()
    {
        var user = UserStateTests.Ada();

        var decision = RecordLogInAct.Decide(user, Session);

        Assert.Equal([new UserLoggedIn(user.Id, Session)], decision.Events.AsEnumerable());
    }

    [Fact]
    public void RecordLogIn_WhenThereIsNoUser_ThenNotFound()
    {
        var decision = RecordLogInAct.Decide(null, Session);

        Assert.Equal("user_not_found", decision.Refusal?.Code);
        Assert.Equal(RefusalKind.NotFound, decision.Refusal?.Kind);
    }
}
