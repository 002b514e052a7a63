using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using TaskManagement.Analytics;
using TaskManagement.Contracts.Analytics;
using TaskManagement.Contracts.Bus;
using TaskManagement.Contracts.Commands;
using TaskManagement.Contracts.Notifications;
using TaskManagement.Contracts.Values;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;
using TaskManagement.Notifications;
using TaskManagement.Silo;
using TaskManagement.Tasks;
using TaskManagement.TestKit;
using TaskManagement.TestKit.Time;

namespace TaskManagement.Cluster.Tests.Events;

/// <summary>
/// A silo with a real log of one partition, its relay and its consumers. Events are appended to the log directly, so
/// that a test decides what the stream hears of them.
/// </summary>
public sealed class EventsCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;
    private readonly TestDatabase _database;

    private EventsCluster(InProcessTestCluster cluster, TestDatabase database) =>
        (_cluster, _database) = (cluster, database);

    /// <summary>The log.</summary>
    public IEventLog Log => _database.Log;

    /// <summary>The tables beside the log.</summary>
    public IDatabase Database => _database.Database;

    /// <summary>Calls grains, from outside of the silo.</summary>
    public IGrainFactory Grains => _cluster.Client;

    /// <summary>The consumer of the only partition that keeps the roll-ups.</summary>
    public IAnalyticsConsumerGrain Analytics => Grains.GetGrain<IAnalyticsConsumerGrain>(0);

    /// <summary>The consumer of the only partition that fills the inboxes.</summary>
    public INotificationConsumerGrain Notifications => Grains.GetGrain<INotificationConsumerGrain>(0);

    /// <summary>The relay of the only partition.</summary>
    public IEventRelayGrain Relay => Grains.GetGrain<IEventRelayGrain>(0);

    /// <summary>A database for <see cref="StartAsync(TestDatabase, bool, bool)"/>.</summary>
    public static Task<TestDatabase> NewDatabaseAsync() => TestDatabase.StartAsync(
        services => services
            .AddTasksContext(new ConfigurationBuilder().Build())
            .AddNotificationsContext()
            .AddAnalyticsContext(),
        [new("Storage:Partitions", "1")]);

    /// <summary>Starts a silo on a log of its own.</summary>
    public static async Task<EventsCluster> StartAsync(bool hearsCommits = true, bool pulses = true) =>
        await StartAsync(await NewDatabaseAsync(), hearsCommits, pulses);

    /// <summary>Starts a silo on a log, which goes away with it.</summary>
    /// <param name="database">The log.</param>
    /// <param name="hearsCommits">Whether the relay is told of commits.</param>
    /// <param name="pulses">
    /// Whether time alone moves anything: the relay is pinged, consumers look for work. Else nothing but the stream
    /// wakes them, after a first ping at the start.
    /// </param>
    public static async Task<EventsCluster> StartAsync(
        TestDatabase database, bool hearsCommits = true, bool pulses = true)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
            [
                new("Relay:PulseMilliseconds", pulses ? "100" : "60000"),
                new("Consumers:IdleMilliseconds", pulses ? "1000" : "3600000"),
            ])
            .Build();
        var builder = new InProcessTestClusterBuilder(1).WithStrictCalls();
        builder.ConfigureSilo((_, silo) =>
        {
            database.AddTo(silo.Services);
            silo.Services.AddTaskManagementContexts(configuration);
            silo.AddTaskManagementProviders();
        });
        var cluster = new EventsCluster(builder.Build(), database);
        await cluster._cluster.DeployAsync();
        if (!hearsCommits)
            cluster.StopHearingCommits();
        return cluster;
    }

    /// <summary>Puts an item on the stream, whatever the relay thinks.</summary>
    public Task PublishAsync(EventBatch batch) => Grains.GetGrain<IStreamTamperGrain>(0).Publish(batch);

    /// <summary>Ends an activation in the middle of whatever it does.</summary>
    public Task DeactivateAsync(IAddressable grain) => _cluster.DeactivateAsync(grain);

    /// <summary>Waits until a consumer has done all that the log holds.</summary>
    public async Task<ConsumerStatus> CaughtUpAsync(IConsumerGrain consumer)
    {
        var head = await Log.HeadAsync(0);
        return await Eventually.SeesAsync(
            consumer.Status, status => status.Checkpoint == head, $"the consumer has done event {head}");
    }

    /// <summary>A user's inbox, as the user sees it.</summary>
    public async Task<InboxPage> InboxAsync(UserId user, string? cursor = null, int limit = 50) =>
        (await Grains.GetGrain<IInboxGrain>(user.Value).Get(TestCommands.Member(user), new PageRequest(limit, cursor)))
        .Value ?? throw new InvalidOperationException("The inbox was refused.");

    /// <summary>A user's numbers of March 2026, as the user sees them.</summary>
    public async Task<UserAnalytics> NumbersAsync(UserId user) =>
        (await Grains.GetGrain<IUserAnalyticsGrain>(user.Value).Get(
            TestCommands.Member(user), new DayRange(new(2026, 3, 1), new(2026, 3, 31), "Europe/Vienna")))
        .Value ?? throw new InvalidOperationException("The numbers were refused.");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _database.DisposeAsync();
    }

    private void StopHearingCommits()
    {
        var services = _cluster.GetSiloServiceProvider();
        foreach (var listener in services.GetServices<ICommitListener>())
            services.GetRequiredService<CommitFeed>().Remove(listener);
    }
}
