using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Values;
using TaskManagement.Users.Acts;
using TaskManagement.Users.Sessions;

namespace TaskManagement.Users.Tests.Acts;

public sealed class SessionActsTests
{
    private const string Family = "family";

    private static readonly SessionLimits Limits = new(3, TimeSpan.FromDays(30));
    private static readonly SessionId Session = SessionOf(1);

    [Fact]
    public void Begin_WhenNoneThere_ThenSessionLivesForItsLifetime()
    {
        var session = Assert.Single(Begin(new SessionsState(), 1, "t1", Fixtures.Noon).Sessions);

        Assert.Equal((Session, "t1", null), (session.Id, session.TokenHash, session.SpentTokenHash));
        Assert.Equal(Fixtures.Noon + Limits.Lifetime, session.ExpiresAt);
    }

    [Fact]
    public void Begin_WhenSentTwice_ThenOneSessionWithTheNewerToken()
    {
        var state = Begin(Begin(new SessionsState(), 1, "t1", Fixtures.Noon), 1, "t2", Fixtures.Noon);

        Assert.Equal("t2", Assert.Single(state.Sessions).TokenHash);
    }

    [Fact]
    public void Begin_WhenFull_ThenTheOneUsedLongestAgoIsDropped()
    {
        var state = new SessionsState();
        for (var n = 1; n <= 3; n++)
            state = Begin(state, n, $"t{n}", Fixtures.Noon.AddMinutes(n));
        (state, _) = Rotate(state, 9, "t1", "t1b", Fixtures.Noon.AddHours(1));

        state = Begin(state, 4, "t4", Fixtures.Noon.AddHours(2));

        Assert.Equal([SessionOf(1), SessionOf(3), SessionOf(4)], state.Sessions.Select(session => session.Id));
    }

    [Fact]
    public void Begin_WhenOthersHaveExpired_ThenTheyAreForgotten()
    {
        var state = Begin(new SessionsState(), 1, "t1", Fixtures.Noon);

        state = Begin(state, 2, "t2", Fixtures.Noon + Limits.Lifetime);

        Assert.Equal(SessionOf(2), Assert.Single(state.Sessions).Id);
    }

    [Fact]
    public void Rotate_WhenTokenIsCurrent_ThenTheNextTakesItsPlaceAndTheSessionLivesOn()
    {
        var at = Fixtures.Noon.AddDays(20);

        var (state, refusal) = Rotate(Begin(new SessionsState(), 1, "t1", Fixtures.Noon), 2, "t1", "t2", at);

        Assert.Null(refusal);
        var session = Assert.Single(state.Sessions);
        Assert.Equal(("t2", "t1"), (session.TokenHash, session.SpentTokenHash));
        Assert.Equal((Fixtures.Noon, at), (session.CreatedAt, session.LastUsedAt));
        Assert.Equal(at + Limits.Lifetime, session.ExpiresAt);
    }

    [Fact]
    public void Rotate_WhenTokenIsSpent_ThenTheSessionEnds()
    {
        var (state, _) = Rotate(Begin(new SessionsState(), 1, "t1", Fixtures.Noon), 2, "t1", "t2", Fixtures.Noon);

        var (after, refusal) = Rotate(state, 3, "t1", "t3", Fixtures.Noon);

        AssertInvalid(refusal);
        Assert.Empty(after.Sessions);
    }

    [Fact]
    public void Rotate_WhenTheSameCommandComesAgain_ThenItGetsAnotherTokenAndTheSessionLives()
    {
        var (state, _) = Rotate(Begin(new SessionsState(), 1, "t1", Fixtures.Noon), 2, "t1", "lost", Fixtures.Noon);

        var (after, refusal) = Rotate(state, 2, "t1", "t2", Fixtures.Noon);

        Assert.Null(refusal);
        Assert.Equal("t2", Assert.Single(after.Sessions).TokenHash);
    }

    [Fact]
    public void Rotate_WhenSessionHasExpired_ThenItEnds()
    {
        var state = Begin(new SessionsState(), 1, "t1", Fixtures.Noon);

        var (after, refusal) = Rotate(state, 2, "t1", "t2", Fixtures.Noon + Limits.Lifetime);

        AssertInvalid(refusal);
        Assert.Empty(after.Sessions);
    }

    [Fact]
    public void Rotate_WhenThereIsNoSuchSession_ThenOthersAreLeftAlone()
    {
        var state = Begin(new SessionsState(), 7, "t7", Fixtures.Noon);

        var (after, refusal) = Rotate(state, 2, "t1", "t2", Fixtures.Noon);

        AssertInvalid(refusal);
        Assert.Equal(state.Sessions, after.Sessions);
    }

    [Fact]
    public void Rotate_WhenTokenWasNeverIssued_ThenTheSessionIsLeftAlone()
    {
        var state = Begin(new SessionsState(), 1, "t1", Fixtures.Noon);

        var (after, refusal) = Rotate(state, 2, "made up", "t2", Fixtures.Noon, family: "made up");

        AssertInvalid(refusal);
        Assert.Equal(state.Sessions, after.Sessions);
    }

    [Fact]
    public void Rotate_WhenTokenWasSpentLongAgo_ThenTheSessionEnds()
    {
        var state = Begin(new SessionsState(), 1, "t0", Fixtures.Noon);
        for (var n = 0; n < 100; n++)
            (state, _) = Rotate(state, n + 2, $"t{n}", $"t{n + 1}", Fixtures.Noon);

        var (after, refusal) = Rotate(state, 200, "t0", "x", Fixtures.Noon);

        AssertInvalid(refusal);
        Assert.Single(state.Sessions);
        Assert.Empty(after.Sessions);
    }

    [Fact]
    public void End_WhenTokenIsOfTheSession_ThenItEndsAndOthersGoOn()
    {
        var state = Begin(Begin(new SessionsState(), 1, "t1", Fixtures.Noon), 7, "t7", Fixtures.Noon);

        var after = EndSessionAct.Decide(state, new EndSession(Session, Family));

        Assert.Equal(SessionOf(7), Assert.Single(after.Sessions).Id);
    }

    [Fact]
    public void End_WhenTokenWasNeverIssued_ThenTheSessionIsLeftAlone()
    {
        var state = Begin(new SessionsState(), 1, "t1", Fixtures.Noon);

        Assert.Same(state, EndSessionAct.Decide(state, new EndSession(Session, "made up")));
        Assert.Same(state, EndSessionAct.Decide(state, new EndSession(SessionOf(7), Family)));
    }

    private static void AssertInvalid(Refusal? refusal)
    {
        Assert.Equal("refresh_token_invalid", refusal?.Code);
        Assert.Equal(RefusalKind.Unauthenticated, refusal?.Kind);
    }

    private static SessionId SessionOf(int n) => new(DerivedId.FromParts("session", $"{n}"));

    private static SessionsState Begin(SessionsState state, int n, string hash, DateTimeOffset at) =>
        BeginSessionAct.Decide(state, new BeginSession(Fixtures.Command(n), SessionOf(n), Family, hash, at), Limits);

    private static (SessionsState State, Refusal? Refusal) Rotate(
        SessionsState state,
        int command,
        string presented,
        string next,
        DateTimeOffset at,
        string family = Family) => RotateTokenAct.Decide(
            state, new RotateToken(Fixtures.Command(command), Session, family, presented, next, at), Limits);
}
