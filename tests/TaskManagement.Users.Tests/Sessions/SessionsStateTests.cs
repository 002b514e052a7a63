using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.Users.Sessions;

namespace TaskManagement.Users.Tests.Sessions;

public sealed class SessionsStateTests
{
    private static readonly Session Desk = Of(1, usedAt: Fixtures.Noon);
    private static readonly Session Phone = Of(2, usedAt: Fixtures.Noon.AddMinutes(30));
    private static readonly SessionsState Both = new() { Sessions = [Desk, Phone] };

    [Fact]
    public void LivingAt_WhenOneHasExpired_ThenTheOthers() =>
        Assert.Equal(Phone, Assert.Single(Both.LivingAt(Desk.ExpiresAt)));

    [Fact]
    public void EndedSince_WhenGone_ThenThoseWhoseLastTokenMayLive()
    {
        var none = Both.Without(Desk.Id).Without(Phone.Id);
        var all = none.EndedSince(Both, Fixtures.Noon.AddMinutes(-1));

        Assert.Equal([Desk.Id.Value, Phone.Id.Value], all.AsEnumerable());
        Assert.Equal(Phone.Id.Value, Assert.Single(none.EndedSince(Both, Fixtures.Noon)));
        Assert.Equal(Desk.Id.Value, Assert.Single(Both.Only(Phone.Id).EndedSince(Both, Fixtures.Noon.AddMinutes(-1))));
        Assert.Empty(Both.EndedSince(none, Fixtures.Noon));
    }

    [Fact]
    public void Only_WhenItIsThere_ThenItAlone_WhenNot_ThenNone()
    {
        Assert.Equal(Phone, Assert.Single(Both.Only(Phone.Id).Sessions));
        Assert.Empty(Both.Only(default).Sessions);
    }

    [Fact]
    public void View_WhenThePersonIsErasedOrToldNothing_ThenWithoutTheirOrigin()
    {
        var origin = new ClientOrigin("192.0.2.7", "phone");
        var told = Desk with { Client = new Personal<ClientOrigin>(Guid.Empty, origin) };
        var erased = Desk with { Client = new Personal<ClientOrigin>(Guid.Empty, null) };

        Assert.Equal(origin, told.View().Client);
        Assert.Equal(new ClientOrigin(null, null), erased.View().Client);
        Assert.Equal(new ClientOrigin(null, null), Desk.View().Client);
        Assert.DoesNotContain("192.0.2.7", told.ToString(), StringComparison.Ordinal);
    }

    private static Session Of(int n, DateTimeOffset usedAt) => new(
        new SessionId(DerivedId.FromParts("session", $"{n}")),
        "family",
        "token",
        null,
        Fixtures.Command(n),
        Fixtures.Noon,
        usedAt,
        usedAt.AddDays(30));
}
