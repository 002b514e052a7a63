using System.Collections.Immutable;
using FsCheck.Xunit;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Log;
using TaskManagement.Users.Accounts;
using TaskManagement.Users.Acts;
using TaskManagement.Users.Names;

namespace TaskManagement.Users.Tests.Acts;

public sealed class RegisterUserTests
{
    private static readonly UserId Other = new(DerivedId.FromParts("other"));

    [Fact]
    public void Register_WhenNobodyCameBefore_ThenInstallationIsClaimedByAnAdministrator()
    {
        var streams = Decide(Fixtures.AllFree with { InstallationClaimed = false });

        var id = RegisterUserAct.IdOf(Fixtures.Context());
        Assert.Equal(
            [$"user-{id.Value:N}", "email-e", "handle-h", "installation"],
            streams.Select(stream => stream.Stream.Value));
        Assert.All(streams, stream => Assert.Equal(0, stream.ExpectedVersion));
        Assert.Equal([RoleNames.Administrator, RoleNames.Member], Registered(streams).Roles.AsEnumerable());
        Assert.Equal(new InstallationClaimed(id), Assert.Single(streams[3].Events));
    }

    [Fact]
    public void Register_WhenInstallationIsClaimed_ThenUserIsMember()
    {
        var streams = Decide(Fixtures.AllFree);

        Assert.Equal(3, streams.Length);
        Assert.Equal([RoleNames.Member], Registered(streams).Roles.AsEnumerable());
    }

    [Fact]
    public void Register_WhenAccepted_ThenNamesAreClaimedForTheNewAccount()
    {
        var streams = Decide(Fixtures.AllFree);

        IDomainEvent claim = new NameClaimed(RegisterUserAct.IdOf(Fixtures.Context()));
        Assert.Equal([claim], streams[1].Events.AsEnumerable());
        Assert.Equal([claim], streams[2].Events.AsEnumerable());
    }

    [Fact]
    public void Register_WhenAccepted_ThenEveryPersonalValueIsUnderTheUsersKey()
    {
        var registered = Registered(Decide(Fixtures.AllFree));

        Personal<string>[] values =
            [registered.Email, registered.Handle, registered.FirstName, registered.LastName, registered.PasswordHash];
        Assert.All(values, value => Assert.Equal(registered.UserId.Value, value.Subject));
        Assert.Equal(
            ["ada@example.org", "ada", "Ada", "Lovelace", "the hash"], values.Select(value => value.Value!));
    }

    [Theory]
    [InlineData(true, false, "email_taken", "email")]
    [InlineData(false, true, "handle_taken", "handle")]
    [InlineData(true, true, "email_taken", "email,handle")]
    public void Register_WhenNamesAreTaken_ThenRefusalNamesThem(bool email, bool handle, string code, string fields)
    {
        var claims = Fixtures.AllFree with
        {
            Email = email ? new NameClaim(Other, 1) : new NameClaim(null, 0),
            Handle = handle ? new NameClaim(Other, 1) : new NameClaim(null, 0),
        };

        var refusal = Fixtures.RefusalOf(
            RegisterUserAct.Decide(claims, Fixtures.Read(Fixtures.Ada), "the hash", Fixtures.Context()));

        Assert.Equal(code, refusal.Code);
        Assert.Equal(RefusalKind.Conflict, refusal.Kind);
        Assert.Equal(fields.Split(','), refusal.Fields.Keys.Order());
    }

    [Property]
    public bool Register_WhenSentTwice_ThenSecondHasNoEffect(int seed, bool installationClaimed)
    {
        var claims = Fixtures.AllFree with { InstallationClaimed = installationClaimed };
        var context = Fixtures.Context(seed);
        var registration = Fixtures.Read(Fixtures.Ada);

        var first = RegisterUserAct.Decide(claims, registration, "the hash", context).Value;
        var claim = new NameClaim(Registered(first).UserId, 1);
        var after = claims with { Email = claim, Handle = claim, InstallationClaimed = true };
        var second = RegisterUserAct.Decide(after, registration, "another hash", context);

        return first.Length >= 3 && !second.Succeeded && claim.Owner == RegisterUserAct.IdOf(context);
    }

    private static ImmutableArray<StreamAppend> Decide(AccountClaims claims) =>
        RegisterUserAct.Decide(claims, Fixtures.Read(Fixtures.Ada), "the hash", Fixtures.Context()).Value;

    private static UserRegistered Registered(ImmutableArray<StreamAppend> streams) =>
        Assert.IsType<UserRegistered>(Assert.Single(streams[0].Events));
}
