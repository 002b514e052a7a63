using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Grains;
using TaskManagement.Users.Acts;
using TaskManagement.Users.Profiles;
using TaskManagement.Users.Tests.Profiles;

namespace TaskManagement.Users.Tests.Acts;

public sealed class ReplaceHashTests
{
    private static readonly UserState Ada = UserStateTests.Ada();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decide_WhenTheComparedHashStands_ThenTheNextTakesItsPlace(bool samePassword)
    {
        var @event = Assert.Single(Decide(Ada, Ada.PasswordHash.Value!, "next", samePassword).Events);

        var hash = new Personal<string>(Ada.Id.Value, "next");
        UserEvent expected = samePassword
            ? new UserPasswordRehashed(Ada.Id, hash)
            : new UserPasswordChanged(Ada.Id, hash);
        Assert.Equal(expected, @event);
        var after = UserState.Evolve(Ada, @event, Fixtures.RecordedAt(Fixtures.Noon));
        Assert.Equal(Ada with { PasswordHash = hash }, after);
    }

    [Theory]
    [InlineData("the hash of yesterday", "next")]
    [InlineData(null, null)]
    public void Decide_WhenThePasswordWasWrongOrIsAnotherByNow_ThenRefused(string? compared, string? next)
    {
        var decision = Decide(Ada, compared ?? Ada.PasswordHash.Value!, next, samePassword: false);

        Assert.Equal("current_password_wrong", decision.Refusal?.Code);
        Assert.Equal("currentPassword", Assert.Single(decision.Refusal!.Fields).Key);
    }

    [Fact]
    public void Decide_WhenThereIsNoUser_ThenNotFound() =>
        Assert.Equal("user_not_found", Decide(null, "a", "b", samePassword: false).Refusal?.Code);

    private static Decision<UserEvent> Decide(UserState? user, string compared, string? next, bool samePassword) =>
        ReplaceHashAct.Decide(user, new ReplaceHash(compared, next, samePassword));
}
