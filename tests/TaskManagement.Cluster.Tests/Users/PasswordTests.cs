using System.Buffers.Binary;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Log;
using TaskManagement.TestKit;

namespace TaskManagement.Cluster.Tests.Users;

public sealed class PasswordTests(UsersCluster cluster) : IClassFixture<UsersCluster>, IAsyncLifetime
{
    private const string Next = "another horse";

    private readonly string _name = cluster.NewName();
    private UserProfile? _user;

    private UserId User => (_user ?? throw new InvalidOperationException("The test has not begun.")).Id;

    public async Task InitializeAsync() => _user = await cluster.RegisterAsync(_name);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Change_WhenTheCurrentOneIsRight_ThenOnlyTheNextOpensAndOtherSessionsEnd()
    {
        var other = (await cluster.LogInAsync(_name)).Value!;
        await cluster.LogInAsync(_name);
        var sessions = (await cluster.Sessions(User).Living(TestCommands.Member(User))).Value;
        var current = sessions[^1].Id;

        Assert.True((await ChangeAsync(UsersCluster.Password, Next, current)).Succeeded);

        var left = (await cluster.Sessions(User).Living(TestCommands.Member(User))).Value;
        Assert.Equal(current, Assert.Single(left).Id);
        Assert.Equal("refresh_token_invalid", (await cluster.RefreshAsync(other)).Refusal?.Code);
        Assert.Equal("invalid_credentials", (await cluster.LogInAsync(_name)).Refusal?.Code);
        Assert.True((await cluster.LogInAsync(_name, Next)).Succeeded);
    }

    [Fact]
    public async Task Change_WhenTheCurrentOneIsWrong_ThenRefusedAndNothingEnds()
    {
        var tokens = (await cluster.LogInAsync(_name)).Value!;

        var refused = await ChangeAsync("wrong horse", Next, default);

        Assert.Equal(("current_password_wrong", RefusalKind.Invalid), (refused.Refusal!.Code, refused.Refusal.Kind));
        Assert.True((await cluster.RefreshAsync(tokens)).Succeeded);
    }

    [Fact]
    public async Task Change_WhenTheSameCommandComesAgain_ThenTheSameAnswerAndOneEvent()
    {
        var context = TestCommands.By(User);
        var command = new ChangePassword(UsersCluster.Password, Next, default);

        Assert.True((await cluster.Accounts.ChangePassword(context, command)).Succeeded);
        Assert.True((await cluster.Accounts.ChangePassword(context, command)).Succeeded);

        Assert.Single(await EventsAsync(), @event => @event is UserPasswordChanged);
    }

    [Fact]
    public async Task Change_WhenNobodyIsLoggedIn_ThenThereIsNoSuchUser()
    {
        var command = new ChangePassword(UsersCluster.Password, Next, default);

        var refused = await cluster.Accounts.ChangePassword(TestCommands.By(TestCommands.Member()), command);

        Assert.Equal("user_not_found", refused.Refusal?.Code);
    }

    [Fact]
    public async Task LogIn_WhenMoreRoundsAreAskedForByNow_ThenHashedAnewOnce()
    {
        const int More = 12_345;
        await cluster.RestartAsync(More);

        Assert.True((await cluster.LogInAsync(_name)).Succeeded);
        Assert.True((await cluster.LogInAsync(_name)).Succeeded);

        var hash = Assert.Single((await EventsAsync()).OfType<UserPasswordRehashed>()).PasswordHash.Value!;
        // Version 3 of the format: a marker, the function, the rounds.
        var rounds = BinaryPrimitives.ReadUInt32BigEndian(Convert.FromBase64String(hash).AsSpan(5));
        Assert.Equal((uint)More, rounds);
    }

    private Task<Result<Nothing>> ChangeAsync(string current, string next, SessionId session) =>
        cluster.Accounts.ChangePassword(TestCommands.By(User), new ChangePassword(current, next, session));

    private async Task<IEnumerable<object>> EventsAsync() =>
        (await cluster.Database.Log.ReadStreamAsync(StreamName.Of("user", User.Value)))
            .Select(recorded => (object)recorded.Event);
}
