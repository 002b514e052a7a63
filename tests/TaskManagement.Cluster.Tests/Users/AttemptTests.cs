using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Time;

namespace TaskManagement.Cluster.Tests.Users;

public sealed class AttemptTests : IAsyncLifetime
{
    private const int PerAccount = 4;
    private const int PerNetwork = 10;
    private const string Address = "person@example.org";

    private readonly ShiftedTimeProvider _clock = new();
    private ProductCluster? _cluster;
    private UserProfile? _user;

    private IAccountsGrain Accounts => _cluster!.Grains.GetGrain<IAccountsGrain>(0);

    public async Task InitializeAsync()
    {
        _cluster = await ProductCluster.StartAsync(
            _clock,
            new("Auth:AttemptsPerAccountMax", $"{PerAccount}"),
            new("Auth:AttemptsPerNetworkMax", $"{PerNetwork}"));
        _user = (await Accounts.Register(UsersCluster.Anonymous(), UsersCluster.Person("person"))).Value;
    }

    public Task DisposeAsync() => _cluster!.DisposeAsync().AsTask();

    [Fact]
    public async Task LogIn_WhenManyWrongOnesRace_ThenNoMoreThanTheBudgetAreCompared()
    {
        var codes = await Task.WhenAll(
            Enumerable.Range(0, PerAccount + 10).Select(n => CodeAsync(Address, "wrong horse", $"192.0.2.{n}")));

        Assert.Equal(PerAccount, codes.Count(code => code == "invalid_credentials"));
        Assert.Equal(10, codes.Count(code => code == "too_many_attempts"));
    }

    [Fact]
    public async Task LogIn_WhenThereIsNoSuchAccount_ThenSlowedInTheSameWay()
    {
        const string Nobody = "nobody@example.org";
        await ExhaustAsync(Nobody);

        var refusal = (await LogInAsync(Nobody, "wrong horse", "192.0.2.1")).Refusal!;

        Assert.Equal(("too_many_attempts", RefusalKind.TooMany), (refusal.Code, refusal.Kind));
    }

    [Fact]
    public async Task LogIn_WhenOthersUsedUpTheBudget_ThenTheOwnerStillLogsInFromWhereTheyAreLoggedIn()
    {
        const string Home = "2001:db8:0:1::1";
        Assert.Null(await CodeAsync(Address, UsersCluster.Password, Home));
        await ExhaustAsync(Address);

        Assert.Equal("too_many_attempts", await CodeAsync(Address, UsersCluster.Password, "203.0.113.9"));
        Assert.Equal("invalid_credentials", await CodeAsync(Address, "wrong horse", Home));
        Assert.Null(await CodeAsync(Address, UsersCluster.Password, "2001:db8:0:1::2"));
    }

    [Fact]
    public async Task LogIn_WhenThePasswordIsRightEachTime_ThenNeverSlowed()
    {
        for (var n = 0; n < PerAccount + 1; n++)
            Assert.Null(await CodeAsync(Address, UsersCluster.Password, "192.0.2.1"));
    }

    [Fact]
    public async Task LogIn_WhenOneNetworkTriesManyAccounts_ThenItIsSlowed()
    {
        const string From = "198.51.100.7";
        var codes = await Task.WhenAll(
            Enumerable.Range(0, PerNetwork + 1).Select(n => CodeAsync($"{n}@example.com", "wrong horse", From)));

        Assert.Equal(1, codes.Count(code => code == "too_many_attempts"));
    }

    [Fact]
    public async Task LogIn_WhenTimeHasGoneBy_ThenAnAttemptIsThereAgain()
    {
        await ExhaustAsync(Address);
        Assert.Equal("too_many_attempts", await CodeAsync(Address, UsersCluster.Password, "192.0.2.1"));

        _clock.Ahead = TimeSpan.FromMinutes(20) / PerAccount;

        Assert.Null(await CodeAsync(Address, UsersCluster.Password, "192.0.2.1"));
    }

    [Fact]
    public async Task ChangePassword_WhenGuessedTooOften_ThenSlowed()
    {
        var command = new ChangePassword("wrong horse", "another horse", default);
        for (var n = 0; n < PerAccount; n++)
            Assert.Equal("current_password_wrong", await ChangeAsync());

        Assert.Equal("too_many_attempts", await ChangeAsync());

        async Task<string?> ChangeAsync() =>
            (await Accounts.ChangePassword(TestCommands.By(_user!.Id), command)).Refusal?.Code;
    }

    private async Task ExhaustAsync(string address)
    {
        for (var n = 0; n < PerAccount; n++)
            await LogInAsync(address, "wrong horse", $"192.0.2.{n}");
    }

    private async Task<string?> CodeAsync(string address, string password, string from) =>
        (await LogInAsync(address, password, from)).Refusal?.Code;

    private Task<Result<TokenPair>> LogInAsync(string address, string password, string from) =>
        Accounts.LogIn(
            UsersCluster.Anonymous(), new LogIn(address, password, new ClientOrigin(from, null)));
}
