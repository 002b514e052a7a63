using Microsoft.IdentityModel.JsonWebTokens;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.TestKit;

namespace TaskManagement.Cluster.Tests.Users;

public sealed class SessionTests(UsersCluster cluster) : IClassFixture<UsersCluster>, IAsyncLifetime
{
    private readonly string _name = cluster.NewName();
    private UserProfile? _user;

    private UserId User => (_user ?? throw new InvalidOperationException("The test has not begun.")).Id;

    private Caller Caller => TestCommands.Member(User);

    public async Task InitializeAsync() => _user = await cluster.RegisterAsync(_name);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Living_WhenLoggedInFromSomewhere_ThenSaysFromWhereAlsoAfterARestart()
    {
        var origin = new ClientOrigin("192.0.2.7", "browser");
        await cluster.Accounts.LogIn(
            UsersCluster.Anonymous(), new LogIn($"{_name}@example.org", UsersCluster.Password, origin));
        await cluster.RestartAsync();

        var session = Assert.Single((await cluster.Sessions(User).Living(Caller)).Value);

        Assert.Equal(origin, session.Client);
    }

    [Fact]
    public async Task EndOne_WhenItLives_ThenItsTokensAreGoneAndTheNewsSaysSoAlsoAfterARestart()
    {
        var (ended, other) = ((await cluster.LogInAsync(_name)).Value!, (await cluster.LogInAsync(_name)).Value!);
        var session = SessionOf(ended);
        var before = (await cluster.Revocations.After(0)).Last;

        Assert.True((await cluster.Sessions(User).EndOne(TestCommands.By(Caller), session)).Succeeded);
        Assert.True((await cluster.Sessions(User).EndOne(TestCommands.By(Caller), session)).Succeeded);

        Assert.Equal("refresh_token_invalid", (await cluster.RefreshAsync(ended)).Refusal?.Code);
        Assert.True((await cluster.RefreshAsync(other)).Succeeded);
        Assert.Equal(session.Value, Assert.Single((await cluster.Revocations.After(before)).Revocations).Credential);
        await cluster.RestartAsync();
        Assert.Equal(session.Value, Assert.Single((await cluster.Revocations.After(before)).Revocations).Credential);
    }

    [Fact]
    public async Task EndOthers_WhenThereAreSome_ThenOnlyTheCurrentIsLeft()
    {
        var tokens = (await cluster.LogInAsync(_name)).Value!;
        await cluster.LogInAsync(_name);
        await cluster.LogInAsync(_name);

        await cluster.Sessions(User).EndOthers(TestCommands.By(Caller), SessionOf(tokens));

        Assert.Equal(SessionOf(tokens), Assert.Single((await cluster.Sessions(User).Living(Caller)).Value).Id);
    }

    [Fact]
    public async Task Refresh_WhenASpentTokenEndsTheSession_ThenTheNewsSaysSo()
    {
        var tokens = (await cluster.LogInAsync(_name)).Value!;
        await cluster.RefreshAsync(tokens);

        await cluster.RefreshAsync(tokens);

        var news = await cluster.Revocations.After(0);
        Assert.Contains(news.Revocations, revocation => revocation.Credential == SessionOf(tokens).Value);
    }

    [Fact]
    public async Task Sessions_WhenSomeoneElseAsks_ThenThereIsNoSuchUser()
    {
        await cluster.LogInAsync(_name);
        var stranger = TestCommands.Member();

        Assert.Equal("user_not_found", (await cluster.Sessions(User).Living(stranger)).Refusal?.Code);
        var ended = await cluster.Sessions(User).EndOthers(TestCommands.By(stranger), default);
        Assert.Equal("user_not_found", ended.Refusal?.Code);
        Assert.Single((await cluster.Sessions(User).Living(Caller)).Value);
    }

    private static SessionId SessionOf(TokenPair tokens) => new(Guid.Parse(
        new JsonWebToken(tokens.AccessToken).GetClaim(AccessTokenFormat.SessionClaim).Value));
}
