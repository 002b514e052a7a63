using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Faults;

namespace TaskManagement.Cluster.Tests.Users;

public sealed class RegistrationTests(UsersCluster cluster) : IClassFixture<UsersCluster>
{
    private readonly string _name = cluster.NewName();

    [Fact]
    public async Task Register_WhenNamesAreFree_ThenProfileIsThere()
    {
        var command = new RegisterUser(
            $"{_name}@Example.ORG", _name.ToUpperInvariant(), "Ada", "Lovelace", UsersCluster.Password);

        var profile = (await cluster.RegisterAsync(command)).Value!;

        Assert.Equal(($"{_name}@example.org", _name), (profile.Email, profile.Handle));
        Assert.Equal(("Ada", "Lovelace", 1), (profile.FirstName, profile.LastName, profile.Version));
        var read = await cluster.User(profile.Id).Get(TestCommands.Member(profile.Id));
        Assert.Equal((profile.Email, profile.CreatedAt), (read.Value!.Email, read.Value.CreatedAt));
        Assert.Equal(new UserCard(profile.Id, _name, "Ada Lovelace"), await cluster.User(profile.Id).Card());
    }

    [Fact]
    public async Task Get_WhenAnotherMemberAsks_ThenNotFoundAsForNobody()
    {
        var user = await cluster.RegisterAsync(_name);
        var stranger = TestCommands.Member();

        var hidden = await cluster.User(user.Id).Get(stranger);
        var missing = await cluster.User(stranger.UserId).Get(TestCommands.Member());

        Assert.Equal(("user_not_found", RefusalKind.NotFound), (hidden.Refusal!.Code, hidden.Refusal.Kind));
        Assert.Equal(missing.Refusal!.Message, hidden.Refusal.Message);
        Assert.Null(await cluster.User(stranger.UserId).Card());
    }

    [Fact]
    public async Task Get_WhenAnAdministratorAsks_ThenProfile()
    {
        var user = await cluster.RegisterAsync(_name);
        var administrator = TestCommands.Member() with { Roles = [RoleNames.Administrator] };

        Assert.True((await cluster.User(user.Id).Get(administrator)).Succeeded);
    }

    [Fact]
    public async Task Register_WhenSentTwice_ThenTheSameProfileAndNothingWritten()
    {
        var context = UsersCluster.Anonymous();
        var first = (await cluster.Accounts.Register(context, UsersCluster.Person(_name))).Value!;
        await cluster.LogInAsync(_name);
        var events = await CountAsync();

        var second = (await cluster.Accounts.Register(context, UsersCluster.Person(_name))).Value!;

        Assert.Equal(first with { Roles = second.Roles }, second);
        Assert.Equal(events, await CountAsync());
    }

    [Fact]
    public async Task Register_WhenTheSameKeyComesWithAnotherBody_ThenRefused()
    {
        var id = TestCommands.NewId();
        await cluster.Accounts.Register(UsersCluster.Anonymous(id, "one"), UsersCluster.Person(_name));

        var same = await cluster.Accounts.Register(UsersCluster.Anonymous(id, "two"), UsersCluster.Person(_name));
        var other = await cluster.Accounts.Register(
            UsersCluster.Anonymous(id, "three"), UsersCluster.Person(cluster.NewName()));

        Assert.Equal("idempotency_key_reused", same.Refusal?.Code);
        Assert.Equal("idempotency_key_reused", other.Refusal?.Code);
    }

    [Fact]
    public async Task Register_WhenAddressIsTaken_ThenRefusedAndNothingWritten()
    {
        var taken = await cluster.RegisterAsync(_name);

        await AssertTakenAsync("email_taken", taken.Email.ToUpperInvariant(), cluster.NewName());
    }

    [Fact]
    public async Task Register_WhenHandleIsTaken_ThenRefusedAndNothingWritten()
    {
        var taken = await cluster.RegisterAsync(_name);

        await AssertTakenAsync("handle_taken", $"{cluster.NewName()}@example.org", taken.Handle.ToUpperInvariant());
    }

    [Fact]
    public async Task Register_WhenManyWantOneAddress_ThenExactlyOneWins()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            cluster.RegisterAsync(UsersCluster.Person(_name) with { Handle = cluster.NewName() })));

        Assert.Single(results, result => result.Succeeded);
        var losers = results.Where(result => !result.Succeeded);
        Assert.All(losers, result => Assert.Equal("email_taken", result.Refusal!.Code));
    }

    [Fact]
    public async Task Register_WhenTheSameCommandComesTenTimesAtOnce_ThenOneAccount()
    {
        var context = UsersCluster.Anonymous();

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            cluster.Accounts.Register(context, UsersCluster.Person(_name))));

        Assert.All(results, result => Assert.True(result.Succeeded, result.Refusal?.Message));
        Assert.Single(results.Select(result => result.Value!.Id).Distinct());
    }

    [Fact]
    public async Task Register_WhenTheReplyOfTheLogIsLost_ThenTheSameCommandAgainFindsTheAccount()
    {
        var context = UsersCluster.Anonymous();
        cluster.Database.AppendFaults.Next(WriteFault.ReplyLost);
        await Assert.ThrowsAsync<Orleans.Storage.InconsistentStateException>(
            () => cluster.Accounts.Register(context, UsersCluster.Person(_name)));
        var events = await CountAsync();

        var again = await cluster.Accounts.Register(context, UsersCluster.Person(_name));

        Assert.True(again.Succeeded, again.Refusal?.Message);
        Assert.Equal(events, await CountAsync());
    }

    [Fact]
    public async Task Register_WhenTheLogRollsBack_ThenNothingIsClaimed()
    {
        cluster.Database.AppendFaults.Next(WriteFault.BeforeCommit);
        await Assert.ThrowsAsync<AppendFailedException>(() => cluster.RegisterAsync(UsersCluster.Person(_name)));

        Assert.True((await cluster.RegisterAsync(UsersCluster.Person(_name))).Succeeded);
    }

    [Fact]
    public async Task Register_WhenDone_ThenNothingPersonalIsInTheLogInPlainText()
    {
        var user = await cluster.RegisterAsync(_name);

        var recorded = await cluster.Database.Log.ReadStreamAsync(StreamName.Of("user", user.Id.Value));

        var stored = Assert.Single(recorded).Stored;
        string[] personal = [user.Email, user.Handle, user.FirstName, user.LastName, UsersCluster.Password];
        Assert.All(personal, text => Assert.DoesNotContain(text, stored.Data!, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(user.Id.Value, stored.Actor);
    }

    private async Task AssertTakenAsync(string code, string email, string handle)
    {
        var events = await CountAsync();

        var refused = await cluster.RegisterAsync(
            UsersCluster.Person(_name) with { Email = email, Handle = handle });

        Assert.Equal((code, RefusalKind.Conflict), (refused.Refusal!.Code, refused.Refusal.Kind));
        Assert.Equal(events, await CountAsync());
    }

    private async Task<long> CountAsync()
    {
        var log = cluster.Database.Log;
        var heads = await Task.WhenAll(Enumerable.Range(0, log.Partitions).Select(log.HeadAsync));
        return heads.Sum();
    }
}
