using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using TaskManagement.EventLog.Database;
using TaskManagement.Silo;
using TaskManagement.TestKit;

namespace TaskManagement.Cluster.Tests;

/// <summary>
/// The product's grains on a test cluster, over a real log in a folder of its own. The cluster is the engine's that the
/// tests were built for.
/// </summary>
public sealed class ProductCluster : IAsyncDisposable
{
    private InProcessTestCluster? _cluster;

    private ProductCluster(TestDatabase database) => Database = database;

    /// <summary>The log and the tables beside it.</summary>
    public TestDatabase Database { get; }

    /// <summary>Calls the grains from outside the silos.</summary>
    public IGrainFactory Grains => Cluster.Client;

    /// <summary>The cluster.</summary>
    public InProcessTestCluster Cluster => _cluster ?? throw new InvalidOperationException("It is stopped.");

    /// <summary>Starts a cluster of one silo over a new log.</summary>
    /// <param name="settings">Such as <c>Auth:AccessTokenMinutes</c>; those of the log may name its database.</param>
    public static Task<ProductCluster> StartAsync(params KeyValuePair<string, string?>[] settings) =>
        StartAsync(TimeProvider.System, settings);

    /// <summary>Starts a cluster whose grains go by a clock; the log keeps the system's.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="settings">As above.</param>
    public static async Task<ProductCluster> StartAsync(
        TimeProvider clock, params KeyValuePair<string, string?>[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([.. Quick, .. settings]).Build();
        var contexts = new ServiceCollection().AddTaskManagementContexts(configuration);
        var database = await TestDatabase.StartAsync(
            services =>
            {
                foreach (var part in contexts.Where(service => service.ServiceType == typeof(SchemaPart)))
                    services.Add(part);
            },
            settings);
        var cluster = new ProductCluster(database) { Configuration = configuration, Clock = clock };
        await cluster.DeployAsync();
        return cluster;
    }

    /// <summary>Stops silo and log, and starts both anew over the same folder.</summary>
    public async Task RestartAsync()
    {
        await StopClusterAsync();
        await Database.RestartAsync();
        await DeployAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopClusterAsync();
        await Database.DisposeAsync();
    }

    private IConfiguration Configuration { get; init; } = null!;

    private TimeProvider Clock { get; init; } = null!;

    /// <summary>Settings that make tests quick and leave meanings alone.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Quick =>
    [
        new("Auth:PasswordIterations", "10000"),
        new("Relay:PulseMilliseconds", "100"),
    ];

    private async Task DeployAsync()
    {
        var builder = new InProcessTestClusterBuilder(1).WithStrictCalls();
        builder.ConfigureSilo((_, silo) =>
        {
            Database.AddTo(silo.Services);
            silo.Services.AddSingleton(Configuration);
            silo.Services.AddSingleton(Clock);
            silo.Services.AddTaskManagementContexts(Configuration);
            silo.AddTaskManagementProviders();
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    private async Task StopClusterAsync()
    {
        if (_cluster is not { } cluster)
            return;
        _cluster = null;
        await cluster.StopAllSilosAsync();
        await cluster.DisposeAsync();
    }
}
