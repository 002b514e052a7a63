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
public sealed class UsersCluster : IAsyncLifetime
{
    public const string Password = "correct horse";

    /// <summary>The least that the settings allow: what is tested here is not how slow a hash is.</summary>
    private const int IterationsMin = 10_000;

    private TestDatabase? _database;
    private InProcessTestCluster? _cluster;
    private int _people;

    public TestDatabase Database => _database ?? throw new InvalidOperationException("The cluster was not started.");

    private InProcessTestCluster Cluster =>
        _cluster ?? throw new InvalidOperationException("The cluster was not started.");

    public IAccountsGrain Accounts => Cluster.Client.GetGrain<IAccountsGrain>(0);

    public static RegisterUser Person(string name) =>
        new($"{name}@example.org", name, "Augusta", "Lovelace", Password);

    public static CommandContext Anonymous(CommandId? id = null, string bodyHash = "") =>
        TestCommands.By(Caller.Anonymous, id, bodyHash: bodyHash);

    /// <summary>A name that nobody of this cluster has; handle and the first part of the address.</summary>
    public string NewName() => $"person{Interlocked.Increment(ref _people)}";

    public IUserGrain User(UserId id) => Cluster.Client.GetGrain<IUserGrain>(id.Value);

    public IUserSessionsGrain Sessions(UserId id) => Cluster.Client.GetGrain<IUserSessionsGrain>(id.Value);

    public IRevocationsGrain Revocations => Cluster.Client.GetGrain<IRevocationsGrain>(0);

    public Task<Result<UserProfile>> RegisterAsync(RegisterUser command) => Accounts.Register(Anonymous(), command);

    public async Task<UserProfile> RegisterAsync(string name)
    {
        var registered = await RegisterAsync(Person(name));
        return registered.Value ?? throw new InvalidOperationException(registered.Refusal?.Message);
    }

    public Task<Result<TokenPair>> LogInAsync(string name, string password = Password) =>
        Accounts.LogIn(Anonymous(), new LogIn($"{name}@example.org", password));

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.StartAsync();
        _cluster = await DeployAsync(_database);
    }

    public Task<Result<TokenPair>> RefreshAsync(TokenPair tokens) =>
        Accounts.Refresh(Anonymous(), tokens.RefreshToken);

    /// <summary>Stops the silo and opens the log anew, as a restart of the process does.</summary>
    /// <param name="iterations">How many rounds hash a password from then on.</param>
    public async Task RestartAsync(int iterations = IterationsMin)
    {
        await Cluster.DisposeAsync();
        await Database.RestartAsync();
        _cluster = await DeployAsync(Database, iterations);
    }

    public async Task DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static async Task<InProcessTestCluster> DeployAsync(
        TestDatabase database, int iterations = IterationsMin)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Auth:PasswordIterations", $"{iterations}")])
            .Build();
        var builder = new InProcessTestClusterBuilder(1).WithStrictCalls();
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
