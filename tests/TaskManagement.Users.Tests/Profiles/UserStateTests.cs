using System.Text.Json;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Events;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.Users.Profiles;
using TaskManagement.Users.Sessions;

namespace TaskManagement.Users.Tests.Profiles;

public sealed class UserStateTests
{
    private static readonly UserId Id = new(DerivedId.FromParts("ada"));

    [Fact]
    public void Evolve_WhenRegistered_ThenProfileShowsTheUser()
    {
        var profile = Ada().Profile(1);

        var (roles, noon) = (profile.Roles, Fixtures.Noon);
        var expected = new UserProfile(
            Id, "ada@example.org", "ada", "Ada", "Lovelace", roles, UserPreferences.Default, noon, null, 1);
        Assert.Equal(expected, profile);
        Assert.Equal([RoleNames.Member], profile.Roles.AsEnumerable());
    }

    [Fact]
    public void Evolve_WhenLoggedIn_ThenTheTimeOfRecordingIsKept()
    {
        var later = Fixtures.Noon.AddHours(1);

        var user = UserState.Evolve(Ada(), new UserLoggedIn(Id, default), Fixtures.RecordedAt(later));

        Assert.Equal(later, user.LastLoginAt);
        Assert.Equal(Fixtures.Noon, user.CreatedAt);
    }

    [Fact]
    public void Evolve_WhenEventsAreOutOfOrder_ThenTheLogIsBroken()
    {
        var metadata = Fixtures.RecordedAt(Fixtures.Noon);

        Assert.Throws<InvalidOperationException>(
            () => UserState.Evolve(null, new UserLoggedIn(Id, default), metadata));
        Assert.Throws<InvalidOperationException>(() => UserState.Evolve(Ada(), Registered("Ada"), metadata));
    }

    [Fact]
    public void Evolve_WhenAnyEventOfTheHierarchy_ThenItIsKnown()
    {
        var known = new[]
        {
            typeof(UserRegistered), typeof(UserUpdated), typeof(UserLoggedIn), typeof(UserPasswordChanged),
            typeof(UserPasswordRehashed),
        };

        var all = typeof(UserEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(UserEvent)));

        Assert.Equal(known.OrderBy(type => type.Name), all.OrderBy(type => type.Name));
    }

    [Fact]
    public void Card_WhenPersonIsThere_ThenFirstAndLastName() =>
        Assert.Equal(new UserCard(Id, "ada", "Ada Lovelace"), Ada().Card());

    [Fact]
    public void Card_WhenPersonIsErased_ThenDeletedUser() =>
        Assert.Equal(new UserCard(Id, "", "deleted user"), Erased().Card());

    [Fact]
    public void Profile_WhenPersonIsErased_ThenNothingIsLeft()
    {
        var profile = Erased().Profile(1);

        Assert.Equal(("", "", "", ""), (profile.Email, profile.Handle, profile.FirstName, profile.LastName));
    }

    [Fact]
    public void Snapshot_WhenWrittenAndRead_ThenTheSame()
    {
        var state = UserState.Evolve(Ada(), new UserLoggedIn(Id, default), Fixtures.RecordedAt(Fixtures.Noon));
        var options = JsonSerializerOptions.Web;

        var read = JsonSerializer.Deserialize<UserState>(JsonSerializer.Serialize(state, options), options);

        Assert.Equal(state.Roles.AsEnumerable(), read!.Roles);
        Assert.Equal(state with { Roles = [] }, read with { Roles = [] });
    }

    [Fact]
    public void ToString_WhateverIsPrinted_ThenNothingPersonal()
    {
        object[] printed =
        [
            Ada(),
            Ada().Profile(1),
            Ada().Card(),
            Registered("Ada"),
            new Credentials("the hash", []),
            Fixtures.Ada,
            new LogIn("ada@example.org", "correct horse"),
            new ChangePassword("correct horse", "another horse", default),
            new ReplaceHash("the hash", "the hash", SamePassword: true),
            Fixtures.Read(Fixtures.Ada),
            RefreshToken.New(Id, default),
        ];

        string[] personal = ["ada", "lovelace", "example.org", "horse", "the hash"];
        Assert.All(printed, value => Assert.All(
            personal, text => Assert.DoesNotContain(text, value.ToString(), StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Events_WhateverTheyHold_ThenTextIsPersonal()
    {
        var texts = typeof(UserRegistered).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(UserRegistered).Namespace)
            .Where(type => type.IsAssignableTo(typeof(IDomainEvent)))
            .SelectMany(type => type.GetProperties())
            .Where(property => property.PropertyType == typeof(string));

        Assert.Empty(texts);
    }

    internal static UserState Ada() =>
        UserState.Evolve(null, Registered("Ada"), Fixtures.RecordedAt(Fixtures.Noon));

    private static UserState Erased()
    {
        var nothing = new Personal<string>(Id.Value, null);
        return Ada() with
        {
            Email = nothing,
            Handle = nothing,
            FirstName = nothing,
            LastName = nothing,
            PasswordHash = nothing,
        };
    }

    private static UserRegistered Registered(string firstName) => new(
        Id,
        Mine("ada@example.org"),
        Mine("ada"),
        Mine(firstName),
        Mine("Lovelace"),
        Mine("the hash"),
        [RoleNames.Member]);

    private static Personal<string> Mine(string value) => new(Id.Value, value);
}
