using System.Buffers.Text;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;

namespace TaskManagement.Cluster.Tests.Users;

public sealed class LogInTests(UsersCluster cluster) : IClassFixture<UsersCluster>, IAsyncLifetime
{
    private readonly string _name = cluster.NewName();
    private UserProfile? _user;

    private UserProfile User => _user ?? throw new InvalidOperationException("The test has not begun.");

    public async Task InitializeAsync() => _user = await cluster.RegisterAsync(_name);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task LogIn_WhenPasswordIsRight_ThenTokensAndItIsRecorded()
    {
        var tokens = (await cluster.LogInAsync(_name)).Value!;

        Assert.Equal(("Bearer", 600), (tokens.TokenType, tokens.ExpiresIn));
        var profile = (await cluster.User(User.Id).Get(TestCommands.Member(User.Id))).Value!;
        Assert.NotNull(profile.LastLoginAt);
        Assert.Equal(2, profile.Version);
    }

    [Fact]
    public async Task LogIn_WhenAddressIsTypedInAnotherForm_ThenTokens()
    {
        var command = new LogIn($" {User.Email.ToUpperInvariant()} ", UsersCluster.Password);

        Assert.True((await cluster.Accounts.LogIn(UsersCluster.Anonymous(), command)).Succeeded);
    }

    [Theory]
    [InlineData(null, "wrong horse")]
    [InlineData("nobody@example.org", UsersCluster.Password)]
    [InlineData("no address at all", UsersCluster.Password)]
    public async Task LogIn_WhenAnythingIsWrong_ThenTheSameRefusal(string? email, string password)
    {
        var command = new LogIn(email ?? User.Email, password);

        var refusal = (await cluster.Accounts.LogIn(UsersCluster.Anonymous(), command)).Refusal!;

        Assert.Equal(("invalid_credentials", RefusalKind.Unauthenticated), (refusal.Code, refusal.Kind));
        Assert.Equal("There is no account with this address and this password.", refusal.Message);
        Assert.Empty(refusal.Fields);
    }

    [Fact]
    public async Task LogIn_WhenSentTwice_ThenRecordedOnceAndTheLaterTokenIsGood()
    {
        var context = UsersCluster.Anonymous();
        var command = new LogIn(User.Email, UsersCluster.Password);
        var lost = (await cluster.Accounts.LogIn(context, command)).Value!;

        var tokens = (await cluster.Accounts.LogIn(context, command)).Value!;

        Assert.NotEqual(lost.RefreshToken, tokens.RefreshToken);
        Assert.Equal(2, (await cluster.Database.Log.ReadStreamAsync(StreamName.Of("user", User.Id.Value))).Length);
        Assert.True((await cluster.RefreshAsync(tokens)).Succeeded);
    }

    [Fact]
    public async Task LogIn_WhenDone_ThenTheLogDoesNotHoldTheHashOfTheBody()
    {
        var context = UsersCluster.Anonymous(bodyHash: "sha-256 of a body with a password");

        await cluster.Accounts.LogIn(context, new LogIn(User.Email, UsersCluster.Password));

        var record = await cluster.Database.Log.FindCommandAsync(context.Id);
        Assert.NotEqual(context.BodyHash, record!.BodyHash);
    }

    [Fact]
    public async Task Refresh_WhenTokenIsGood_ThenNewTokensAndTheOldOneIsSpent()
    {
        var first = (await cluster.LogInAsync(_name)).Value!;

        var second = (await cluster.RefreshAsync(first)).Value!;
        var third = (await cluster.RefreshAsync(second)).Value!;

        Assert.Equal(3, new[] { first, second, third }.Select(tokens => tokens.RefreshToken).Distinct().Count());
        Assert.Equal(3, new[] { first, second, third }.Select(tokens => tokens.AccessToken).Distinct().Count());
    }

    [Fact]
    public async Task Refresh_WhenTokenIsSpent_ThenTheWholeSessionEndsAndOthersGoOn()
    {
        var stolen = (await cluster.LogInAsync(_name)).Value!;
        var other = (await cluster.LogInAsync(_name)).Value!;
        var current = (await cluster.RefreshAsync(stolen)).Value!;

        AssertInvalid(await cluster.RefreshAsync(stolen));
        AssertInvalid(await cluster.RefreshAsync(current));
        Assert.True((await cluster.RefreshAsync(other)).Succeeded);
    }

    [Fact]
    public async Task Refresh_WhenManyRace_ThenExactlyOneWins()
    {
        var tokens = (await cluster.LogInAsync(_name)).Value!;

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => cluster.RefreshAsync(tokens)));

        Assert.Single(results, result => result.Succeeded);
    }

    [Fact]
    public async Task Refresh_WhenTheSameCommandComesAgain_ThenTheSessionLives()
    {
        var context = UsersCluster.Anonymous();
        var first = (await cluster.LogInAsync(_name)).Value!;
        await cluster.Accounts.Refresh(context, first.RefreshToken);

        var again = await cluster.Accounts.Refresh(context, first.RefreshToken);

        Assert.True((await cluster.RefreshAsync(again.Value!)).Succeeded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    public async Task Refresh_WhenItIsNoToken_ThenRefused(string token) =>
        AssertInvalid(await cluster.Accounts.Refresh(UsersCluster.Anonymous(), token));

    [Fact]
    public async Task Refresh_WhenTheTokenNamesNobody_ThenRefused()
    {
        var token = (await cluster.LogInAsync(_name)).Value!.RefreshToken;

        AssertInvalid(await cluster.Accounts.Refresh(UsersCluster.Anonymous(), "AAAA" + token[4..]));
    }

    [Fact]
    public async Task LogOut_WhenSessionLives_ThenItsTokenIsRefusedAfterwards()
    {
        var tokens = (await cluster.LogInAsync(_name)).Value!;

        await cluster.Accounts.LogOut(UsersCluster.Anonymous(), tokens.RefreshToken);
        var again = await cluster.Accounts.LogOut(UsersCluster.Anonymous(), tokens.RefreshToken);

        Assert.True(again.Succeeded);
        AssertInvalid(await cluster.RefreshAsync(tokens));
    }

    [Fact]
    public async Task LogOut_WhenTheTokenIsSpent_ThenItsSessionEnds()
    {
        var first = (await cluster.LogInAsync(_name)).Value!;
        var second = (await cluster.RefreshAsync(first)).Value!;

        await cluster.Accounts.LogOut(UsersCluster.Anonymous(), first.RefreshToken);

        AssertInvalid(await cluster.RefreshAsync(second));
    }

    [Fact]
    public async Task LogOut_WhenTheTokenIsMadeOfKnownIds_ThenTheSessionLives()
    {
        var tokens = (await cluster.LogInAsync(_name)).Value!;
        var madeUp = Base64Url.DecodeFromChars(tokens.RefreshToken);
        Array.Fill<byte>(madeUp, 7, 32, madeUp.Length - 32);
        var forged = tokens with { RefreshToken = Base64Url.EncodeToString(madeUp) };

        AssertInvalid(await cluster.RefreshAsync(forged));
        await cluster.Accounts.LogOut(UsersCluster.Anonymous(), forged.RefreshToken);

        Assert.True((await cluster.RefreshAsync(tokens)).Succeeded);
    }

    private static void AssertInvalid(Result<TokenPair> result)
    {
        Assert.Equal("refresh_token_invalid", result.Refusal?.Code);
        Assert.Equal(RefusalKind.Unauthenticated, result.Refusal?.Kind);
    }
}
