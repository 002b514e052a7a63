using System.Buffers.Text;
using System.Text;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Cluster.Tests.Users;

/// <summary>What is told apart only on an installation that is new, or that starts again.</summary>
public sealed class InstallationTests : IAsyncLifetime
{
    private readonly UsersCluster _cluster = new();

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Register_WhenTwentyComeAtOnce_ThenExactlyOneAdministrator()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            _cluster.RegisterAsync(UsersCluster.Person(_cluster.NewName()))));

        Assert.All(results, result => Assert.True(result.Succeeded, result.Refusal?.Message));
        Assert.Single(results, result => result.Value!.Roles.Contains(RoleNames.Administrator));
        Assert.All(results, result => Assert.Contains(RoleNames.Member, result.Value!.Roles));
    }

    [Fact]
    public async Task VerificationKeys_WhenManyAskFirst_ThenOneKey()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _cluster.Accounts.VerificationKeys()));

        Assert.Single(answers.SelectMany(keys => keys).Distinct());
    }

    [Fact]
    public async Task Restart_WhenSessionsAreOpen_ThenTheyAndTheSigningKeyAreKept()
    {
        await _cluster.RegisterAsync("ada");
        var tokens = (await _cluster.LogInAsync("ada")).Value!;
        var key = Assert.Single(await _cluster.Accounts.VerificationKeys());

        await _cluster.RestartAsync();

        Assert.Equal(key, Assert.Single(await _cluster.Accounts.VerificationKeys()));
        var refreshed = await _cluster.RefreshAsync(tokens);
        Assert.True(refreshed.Succeeded, refreshed.Refusal?.Message);
        Assert.Contains(key.KeyId, HeaderOf(refreshed.Value!), StringComparison.Ordinal);
        Assert.True((await _cluster.LogInAsync("ada")).Succeeded);
    }

    [Fact]
    public async Task Restart_WhenAnAdministratorIsThere_ThenTheNextIsAMember()
    {
        await _cluster.RegisterAsync("ada");

        await _cluster.RestartAsync();

        Assert.DoesNotContain(RoleNames.Administrator, (await _cluster.RegisterAsync("bob")).Roles);
    }

    [Fact]
    public async Task Erase_WhenTheUsersKeyIsDestroyed_ThenNobodyLogsInAndTheNameIsGone()
    {
        var ada = await _cluster.RegisterAsync("ada");
        await _cluster.Database.SubjectKeys.DestroyAsync(ada.Id.Value);

        await _cluster.RestartAsync();

        Assert.Equal("invalid_credentials", (await _cluster.LogInAsync("ada")).Refusal?.Code);
        Assert.Equal(new UserCard(ada.Id, "", "deleted user"), await _cluster.User(ada.Id).Card());
    }

    private static string HeaderOf(TokenPair tokens) =>
        Encoding.UTF8.GetString(Base64Url.DecodeFromChars(tokens.AccessToken.Split('.')[0]));
}
