using Microsoft.Extensions.Configuration;
using Orleans.TestingHost;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Hosting;
using TaskManagement.TestKit;
using TaskManagement.Users;

namespace TaskManagement.Cluster.Tests.Users;

/// <summary>A cluster with the users context alone, over a log of its own that outlives restarts.</summary>
internal sealed class UsersCluster : IAsyncDisposable
{
    public const string Password = "correct horse";

    private InProcessTestCluster _cluster;

    private UsersCluster(TestDatabase database, InProcessTestCluster cluster) =>
        (Database, _cluster) = (database, cluster);

    public TestDatabase Database { get; }

    public IAccountsGrain Accounts => _cluster.Client.GetGrain<IAccountsGrain>(0);

    public static async Task<UsersCluster> StartAsync()
    {
        var database = await TestDatabase.StartAsync();
        return new UsersCluster(database, await DeployAsync(database));
    }

    public static RegisterUser Person(string name) =>
        new($"{name}@example.org", name, "First", "Last", Password);

    public static CommandContext Anonymous(CommandId? id = null, string bodyHash = "") =>
        TestCommands.By(Caller.Anonymous, id, bodyHash: bodyHash);

    public IUserGrain User(UserId id) => _cluster.Client.GetGrain<IUserGrain>(id.Value);

    public Task<Result<UserProfile>> RegisterAsync(RegisterUser command) => Accounts.Register(Anonymous(), command);

    public Task<Result<TokenPair>> LogInAsync(string name) =>
        Accounts.LogIn(Anonymous(), new LogIn($"{name}@example.org", Password));

    /// <summary>Stops the silo and opens the log anew, as a restart of the process does.</summary>
    public async Task RestartAsync()
    {
        await _cluster.DisposeAsync();
        await Database.RestartAsync();
        _cluster = await DeployAsync(Database);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static async Task<InProcessTestCluster> DeployAsync(TestDatabase database)
    {
        // The least that the settings allow: what is tested here is not how slow a hash is.
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Auth:PasswordIterations", "10000")])
            .Build();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            database.AddTo(silo.Services);
            silo.Services.AddGrainStateStorage();
            silo.Services.AddUsersContext(settings);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
