using System.Buffers.Text;
using System.Text;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;

namespace TaskManagement.Cluster.Tests.Users;

public sealed class LogInTests : IAsyncLifetime
{
    private UsersCluster _cluster = null!;
    private UserProfile _ada = null!;

    public async Task InitializeAsync()
    {
        _cluster = await UsersCluster.StartAsync();
        _ada = (await _cluster.RegisterAsync(UsersCluster.Person("ada"))).Value!;
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task LogIn_WhenPasswordIsRight_ThenTokensAndItIsRecorded()
    {
        var tokens = (await _cluster.LogInAsync("ada")).Value!;

        Assert.Equal(("Bearer", 600), (tokens.TokenType, tokens.ExpiresIn));
        var profile = (await _cluster.User(_ada.Id).Get(TestCommands.Member(_ada.Id))).Value!;
        Assert.NotNull(profile.LastLoginAt);
        Assert.Equal(2, profile.Version);
    }

    [Fact]
    public async Task LogIn_WhenAddressIsTypedInAnotherForm_ThenTokens() => Assert.True((await _cluster.Accounts.LogIn(
        UsersCluster.Anonymous(), new LogIn(" ADA@Example.ORG ", UsersCluster.Password))).Succeeded);

    [Theory]
    [InlineData("ada@example.org", "wrong horse")]
    [InlineData("nobody@example.org", UsersCluster.Password)]
    [InlineData("no address at all", UsersCluster.Password)]
    public async Task LogIn_WhenAnythingIsWrong_ThenTheSameRefusal(string email, string password)
    {
        var refusal = (await _cluster.Accounts.LogIn(UsersCluster.Anonymous(), new LogIn(email, password))).Refusal!;

        Assert.Equal(("invalid_credentials", RefusalKind.Unauthenticated), (refusal.Code, refusal.Kind));
        Assert.Equal("There is no account with this address and this password.", refusal.Message);
        Assert.Empty(refusal.Fields);
    }

    [Fact]
    public async Task LogIn_WhenSentTwice_ThenRecordedOnceAndTheLaterTokenIsGood()
    {
        var context = UsersCluster.Anonymous();
        var command = new LogIn("ada@example.org", UsersCluster.Password);
        var lost = (await _cluster.Accounts.LogIn(context, command)).Value!;

        var tokens = (await _cluster.Accounts.LogIn(context, command)).Value!;

        Assert.NotEqual(lost.RefreshToken, tokens.RefreshToken);
        Assert.Equal(2, (await _cluster.Database.Log.ReadStreamAsync(StreamName.Of("user", _ada.Id.Value))).Length);
        Assert.True((await RefreshAsync(tokens)).Succeeded);
    }

    [Fact]
    public async Task LogIn_WhenDone_ThenTheLogDoesNotHoldTheHashOfTheBody()
    {
        var context = UsersCluster.Anonymous(bodyHash: "sha-256 of a body with a password");

        await _cluster.Accounts.LogIn(context, new LogIn("ada@example.org", UsersCluster.Password));

        var record = await _cluster.Database.Log.FindCommandAsync(context.Id);
        Assert.NotEqual(context.BodyHash, record!.BodyHash);
    }

    [Fact]
    public async Task Refresh_WhenTokenIsGood_ThenNewTokensAndTheOldOneIsSpent()
    {
        var first = (await _cluster.LogInAsync("ada")).Value!;

        var second = (await RefreshAsync(first)).Value!;
        var third = (await RefreshAsync(second)).Value!;

        Assert.Equal(3, new[] { first, second, third }.Select(tokens => tokens.RefreshToken).Distinct().Count());
        Assert.Equal(3, new[] { first, second, third }.Select(tokens => tokens.AccessToken).Distinct().Count());
    }

    [Fact]
    public async Task Refresh_WhenTokenIsSpent_ThenTheWholeSessionEndsAndOthersGoOn()
    {
        var stolen = (await _cluster.LogInAsync("ada")).Value!;
        var other = (await _cluster.LogInAsync("ada")).Value!;
        var current = (await RefreshAsync(stolen)).Value!;

        AssertInvalid(await RefreshAsync(stolen));
        AssertInvalid(await RefreshAsync(current));
        Assert.True((await RefreshAsync(other)).Succeeded);
    }

    [Fact]
    public async Task Refresh_WhenManyRace_ThenExactlyOneWins()
    {
        var tokens = (await _cluster.LogInAsync("ada")).Value!;

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RefreshAsync(tokens)));

        Assert.Single(results, result => result.Succeeded);
    }

    [Fact]
    public async Task Refresh_WhenTheSameCommandComesAgain_ThenTheSessionLives()
    {
        var context = UsersCluster.Anonymous();
        var first = (await _cluster.LogInAsync("ada")).Value!;
        await _cluster.Accounts.Refresh(context, first.RefreshToken);

        var again = await _cluster.Accounts.Refresh(context, first.RefreshToken);

        Assert.True((await RefreshAsync(again.Value!)).Succeeded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    public async Task Refresh_WhenItIsNoToken_ThenRefused(string token) =>
        AssertInvalid(await _cluster.Accounts.Refresh(UsersCluster.Anonymous(), token));

    [Fact]
    public async Task Refresh_WhenTheTokenNamesNobody_ThenRefused()
    {
        var token = (await _cluster.LogInAsync("ada")).Value!.RefreshToken;

        AssertInvalid(await _cluster.Accounts.Refresh(UsersCluster.Anonymous(), "AAAA" + token[4..]));
    }

    [Fact]
    public async Task LogOut_WhenSessionLives_ThenItsTokenIsRefusedAfterwards()
    {
        var tokens = (await _cluster.LogInAsync("ada")).Value!;

        await _cluster.Accounts.LogOut(UsersCluster.Anonymous(), tokens.RefreshToken);
        var again = await _cluster.Accounts.LogOut(UsersCluster.Anonymous(), tokens.RefreshToken);

        Assert.True(again.Succeeded);
        AssertInvalid(await RefreshAsync(tokens));
    }

    [Fact]
    public async Task Restart_WhenSessionsAreOpen_ThenTheyAndTheSigningKeyAreKept()
    {
        var tokens = (await _cluster.LogInAsync("ada")).Value!;
        var key = Assert.Single(await _cluster.Accounts.VerificationKeys());

        await _cluster.RestartAsync();

        Assert.Equal(key, Assert.Single(await _cluster.Accounts.VerificationKeys()));
        var refreshed = await RefreshAsync(tokens);
        Assert.True(refreshed.Succeeded, refreshed.Refusal?.Message);
        Assert.Contains(key.KeyId, HeaderOf(refreshed.Value!), StringComparison.Ordinal);
        Assert.True((await _cluster.LogInAsync("ada")).Succeeded);
    }

    [Fact]
    public async Task VerificationKeys_WhenManyAskFirst_ThenOneKey()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _cluster.Accounts.VerificationKeys()));

        Assert.Single(answers.SelectMany(keys => keys).Distinct());
    }

    [Fact]
    public async Task Erase_WhenTheUsersKeyIsDestroyed_ThenNobodyLogsInAndTheNameIsGone()
    {
        await _cluster.Database.SubjectKeys.DestroyAsync(_ada.Id.Value);
        await _cluster.RestartAsync();

        Assert.Equal("invalid_credentials", (await _cluster.LogInAsync("ada")).Refusal?.Code);
        Assert.Equal(new UserCard(_ada.Id, "", "deleted user"), await _cluster.User(_ada.Id).Card());
    }

    private static string HeaderOf(TokenPair tokens) => Encoding.UTF8.GetString(
        Base64Url.DecodeFromChars(tokens.AccessToken.Split('.')[0]));

    private static void AssertInvalid(Result<TokenPair> result)
    {
        Assert.Equal("refresh_token_invalid", result.Refusal?.Code);
        Assert.Equal(RefusalKind.Unauthenticated, result.Refusal?.Kind);
    }

    private Task<Result<TokenPair>> RefreshAsync(TokenPair tokens) =>
        _cluster.Accounts.Refresh(UsersCluster.Anonymous(), tokens.RefreshToken);
}
