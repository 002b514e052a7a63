using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Faults;

namespace TaskManagement.Cluster.Tests.Users;

public sealed class RegistrationTests : IAsyncLifetime
{
    private UsersCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await UsersCluster.StartAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Register_WhenNamesAreFree_ThenProfileIsThere()
    {
        var command = new RegisterUser("Ada@Example.org", "Ada", "Ada", "Lovelace", UsersCluster.Password);

        var profile = (await _cluster.RegisterAsync(command)).Value!;

        Assert.Equal(("ada@example.org", "ada"), (profile.Email, profile.Handle));
        Assert.Equal(("Ada", "Lovelace"), (profile.FirstName, profile.LastName));
        Assert.Equal(1, profile.Version);
        var read = await _cluster.User(profile.Id).Get(TestCommands.Member(profile.Id));
        Assert.Equal($"{profile.Email} {profile.CreatedAt}", $"{read.Value!.Email} {read.Value.CreatedAt}");
        Assert.Equal(new UserCard(profile.Id, "ada", "Ada Lovelace"), await _cluster.User(profile.Id).Card());
    }

    [Fact]
    public async Task Get_WhenAnotherMemberAsks_ThenNotFoundAsForNobody()
    {
        var ada = (await _cluster.RegisterAsync(UsersCluster.Person("ada"))).Value!;
        var stranger = TestCommands.Member();

        var hidden = await _cluster.User(ada.Id).Get(stranger);
        var missing = await _cluster.User(stranger.UserId).Get(TestCommands.Member());

        Assert.Equal(("user_not_found", RefusalKind.NotFound), (hidden.Refusal!.Code, hidden.Refusal.Kind));
        Assert.Equal(missing.Refusal!.Message, hidden.Refusal.Message);
        Assert.Null(await _cluster.User(stranger.UserId).Card());
    }

    [Fact]
    public async Task Get_WhenAnAdministratorAsks_ThenProfile()
    {
        var ada = (await _cluster.RegisterAsync(UsersCluster.Person("ada"))).Value!;
        var administrator = TestCommands.Member() with { Roles = [RoleNames.Administrator] };

        Assert.True((await _cluster.User(ada.Id).Get(administrator)).Succeeded);
    }

    [Fact]
    public async Task Register_WhenSentTwice_ThenTheSameProfileAndNothingWritten()
    {
        var context = UsersCluster.Anonymous();
        var first = (await _cluster.Accounts.Register(context, UsersCluster.Person("ada"))).Value!;
        await _cluster.LogInAsync("ada");
        var events = await CountAsync();

        var second = (await _cluster.Accounts.Register(context, UsersCluster.Person("ada"))).Value!;

        Assert.Equal(first with { Roles = second.Roles }, second);
        Assert.Equal(events, await CountAsync());
    }

    [Fact]
    public async Task Register_WhenTheSameKeyComesWithAnotherBody_ThenRefused()
    {
        var id = TestCommands.NewId();
        await _cluster.Accounts.Register(UsersCluster.Anonymous(id, "one body"), UsersCluster.Person("ada"));

        var same = await _cluster.Accounts.Register(UsersCluster.Anonymous(id, "two"), UsersCluster.Person("ada"));
        var other = await _cluster.Accounts.Register(UsersCluster.Anonymous(id, "three"), UsersCluster.Person("bob"));

        Assert.Equal("idempotency_key_reused", same.Refusal?.Code);
        Assert.Equal("idempotency_key_reused", other.Refusal?.Code);
    }

    [Theory]
    [InlineData("ada@EXAMPLE.org", "bob", "email_taken")]
    [InlineData("bob@example.org", "ADA", "handle_taken")]
    public async Task Register_WhenNameIsTaken_ThenRefusedAndNothingWritten(string email, string handle, string code)
    {
        await _cluster.RegisterAsync(UsersCluster.Person("ada"));
        var events = await CountAsync();

        var refused = await _cluster.RegisterAsync(new(email, handle, "Bob", "B", UsersCluster.Password));

        Assert.Equal((code, RefusalKind.Conflict), (refused.Refusal!.Code, refused.Refusal.Kind));
        Assert.Equal(events, await CountAsync());
    }

    [Fact]
    public async Task Register_WhenManyWantOneAddress_ThenExactlyOneWins()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(n =>
            _cluster.RegisterAsync(UsersCluster.Person("ada") with { Handle = $"handle{n}" })));

        Assert.Single(results, result => result.Succeeded);
        var losers = results.Where(result => !result.Succeeded);
        Assert.All(losers, result => Assert.Equal("email_taken", result.Refusal!.Code));
    }

    [Fact]
    public async Task Register_WhenTheSameCommandComesTenTimesAtOnce_ThenOneAccount()
    {
        var context = UsersCluster.Anonymous();

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            _cluster.Accounts.Register(context, UsersCluster.Person("ada"))));

        Assert.All(results, result => Assert.True(result.Succeeded, result.Refusal?.Message));
        Assert.Single(results.Select(result => result.Value!.Id).Distinct());
    }

    [Fact]
    public async Task Register_WhenTwentyComeAtOnce_ThenExactlyOneAdministrator()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            _cluster.RegisterAsync(UsersCluster.Person($"person{n}"))));

        Assert.All(results, result => Assert.True(result.Succeeded, result.Refusal?.Message));
        Assert.Single(results, result => result.Value!.Roles.Contains(RoleNames.Administrator));
        Assert.All(results, result => Assert.Contains(RoleNames.Member, result.Value!.Roles));
    }

    [Fact]
    public async Task Register_WhenTheReplyOfTheLogIsLost_ThenTheSameCommandAgainFindsTheAccount()
    {
        var context = UsersCluster.Anonymous();
        _cluster.Database.AppendFaults.Next(WriteFault.ReplyLost);
        await Assert.ThrowsAsync<Orleans.Storage.InconsistentStateException>(
            () => _cluster.Accounts.Register(context, UsersCluster.Person("ada")));

        var again = await _cluster.Accounts.Register(context, UsersCluster.Person("ada"));

        Assert.True(again.Succeeded, again.Refusal?.Message);
        Assert.Equal(4, await CountAsync());
    }

    [Fact]
    public async Task Register_WhenTheLogRollsBack_ThenNothingIsClaimed()
    {
        _cluster.Database.AppendFaults.Next(WriteFault.BeforeCommit);
        await Assert.ThrowsAsync<AppendFailedException>(() => _cluster.RegisterAsync(UsersCluster.Person("ada")));

        var again = await _cluster.RegisterAsync(UsersCluster.Person("ada"));

        Assert.Contains(RoleNames.Administrator, again.Value!.Roles);
    }

    [Fact]
    public async Task Register_WhenDone_ThenNothingPersonalIsInTheLogInPlainText()
    {
        var ada = (await _cluster.RegisterAsync(
            new("ada@example.org", "ada-handle", "Augusta", "Lovelace", UsersCluster.Password))).Value!;

        var recorded = await _cluster.Database.Log.ReadStreamAsync(StreamName.Of("user", ada.Id.Value));

        string[] personal = ["ada@example.org", "ada-handle", "Augusta", "Lovelace", UsersCluster.Password];
        var stored = Assert.Single(recorded).Stored;
        Assert.All(personal, text => Assert.DoesNotContain(text, $"{stored}", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(ada.Id.Value, stored.Actor);
    }

    private async Task<long> CountAsync()
    {
        var log = _cluster.Database.Log;
        var heads = await Task.WhenAll(Enumerable.Range(0, log.Partitions).Select(log.HeadAsync));
        return heads.Sum();
    }
}
