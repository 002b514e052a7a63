using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.TestKit;
using TaskManagement.Users.Acts;
using TaskManagement.Users.Profiles;

namespace TaskManagement.Users.Tests.Acts;

public sealed class PatchUserTests
{
    private static readonly UserId Id = new(DerivedId.FromParts("ada"));
    private static readonly PatchPreferences Nothing = new();

    [Fact]
    public void Decide_WhenSomeIsGiven_ThenTheRestStays()
    {
        var first = After(Ada, new PatchUser(default, "  King ", new PatchPreferences(Theme: "dark")));
        var second = After(first, new PatchUser(default, default, new PatchPreferences(DueLeadMinutes: 120)));
        var third = After(second, new PatchUser("Augusta", default, new PatchPreferences(DueLeadMinutes: null)));

        Assert.Equal(("Ada", "King"), (first.FirstName.Value, first.LastName.Value));
        Assert.Equal(UserPreferences.Default with { Theme = "dark" }, first.Preferences);
        Assert.Equal(UserPreferences.Default with { Theme = "dark", DueLeadMinutes = 120 }, second.Preferences);
        Assert.Equal("Augusta", third.FirstName.Value);
        Assert.Equal(first.Preferences, third.Preferences);
        Assert.Equal((Ada.Email, Ada.Roles, Ada.CreatedAt), (third.Email, third.Roles, third.CreatedAt));
    }

    [Fact]
    public void Decide_WhenNothingDiffers_ThenNoEvent()
    {
        Assert.Empty(Decide(Ada, new PatchUser(default, default, Nothing)).Events);
        Assert.Empty(Decide(Ada, new PatchUser("Ada", default, new PatchPreferences(Locale: "en"))).Events);
    }

    [Fact]
    public void Decide_WhenItIsSomebodyElse_ThenThereIsNoSuchUser()
    {
        var other = TestCommands.By(TestCommands.Member());

        var refusal = PatchUserAct.Decide(Ada, new PatchUser("Eve", default, Nothing), other).Refusal;

        Assert.Equal("user_not_found", refusal?.Code);
    }

    [Theory]
    [InlineData("Mars/Base", "de-AT", "dark", 5, "preferences.timeZone")]
    [InlineData("Europe/Vienna", "Deutsch bitte", "dark", 5, "preferences.locale")]
    [InlineData("Europe/Vienna", "de-AT", "pink", 5, "preferences.theme")]
    [InlineData("Europe/Vienna", "de-AT", "dark", -1, "preferences.dueLeadMinutes")]
    [InlineData("Europe/Vienna", "de-AT", "dark", 44_641, "preferences.dueLeadMinutes")]
    public void Decide_WhenAFieldIsWrong_ThenItIsNamed(
        string zone, string locale, string theme, int lead, string field)
    {
        var patch = new PatchPreferences(theme, "dueDate", zone, locale, lead);

        var refusal = Decide(Ada, new PatchUser(default, default, patch)).Refusal;

        Assert.Equal("validation_failed", refusal?.Code);
        Assert.Equal([field], refusal!.Fields.Keys);
    }

    [Fact]
    public void Decide_WhenAllIsWrong_ThenAllIsNamed()
    {
        var patch = new PatchUser(" ", null!, new PatchPreferences(null!, "alphabet", null!, null!, 1));

        var refusal = Decide(Ada, patch).Refusal;

        Assert.Equal(
            [
                "firstName", "lastName", "preferences.locale", "preferences.taskSortOrder", "preferences.theme",
                "preferences.timeZone",
            ],
            refusal!.Fields.Keys.Order());
    }

    private static UserState Ada { get; } = new(
        Id, Of("ada@example.org"), Of("ada"), Of("Ada"), Of("Lovelace"), Of("hash"), ["member"],
        UserPreferences.Default, Fixtures.Noon, null);

    private static EventLog.Grains.Decision<UserEvent> Decide(UserState user, PatchUser command) =>
        PatchUserAct.Decide(user, command, TestCommands.By(TestCommands.Member() with { UserId = Id }));

    private static UserState After(UserState user, PatchUser command) => Decide(user, command).Events.Aggregate(
        user, (state, @event) => UserState.Evolve(state, @event, Fixtures.RecordedAt(Fixtures.Noon)));

    private static Personal<string> Of(string value) => new(Id.Value, value);
}
