using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Streams;
using TaskManagement.Analytics;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog;
using TaskManagement.EventLog.Grains;
using TaskManagement.EventLog.Relay;
using TaskManagement.Notifications;
using TaskManagement.Silo.Engines;
using TaskManagement.Tasks;
using TaskManagement.Users;

namespace TaskManagement.Silo;

/// <summary>Puts a silo together: log, contexts, storage, streams and the pulse that keeps them going.</summary>
public static class SiloComposition
{
    /// <summary>How often a silo looks for stream events: an event is a doorbell, so it rings soon.</summary>
    private static readonly TimeSpan StreamPollPeriod = TimeSpan.FromMilliseconds(10);

    /// <summary>Adds a silo with all contexts to a host. What is added to the host afterwards starts after the silo.</summary>
    public static IHostApplicationBuilder AddTaskManagementSilo(this IHostApplicationBuilder builder)
    {
        builder.Services.AddTaskManagementContexts(builder.Configuration);
        builder.UseOrleans(silo => silo.AddTaskManagementProviders().UseEngineClustering(builder.Configuration));
        builder.Services.AddEventRelay(builder.Configuration);
        return builder;
    }

    /// <summary>Adds the log and every context. Their hosted services start before the silo.</summary>
    public static IServiceCollection AddTaskManagementContexts(
        this IServiceCollection services, IConfiguration configuration) => services
            .AddEventLog(configuration)
            .AddUsersContext(configuration)
            .AddTasksContext()
            .AddNotificationsContext()
            .AddAnalyticsContext();

    /// <summary>Adds the named providers that the grains ask for: state and streams. There are no default ones.</summary>
    public static ISiloBuilder AddTaskManagementProviders(this ISiloBuilder silo) => silo
        .AddDatabaseGrainStorage(GrainStateStorage.Name)
        .AddMemoryStreams(EventStreams.Provider, streams =>
        {
            streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
            streams.ConfigurePullingAgent(agent =>
                agent.Configure(options => options.GetQueueMsgsTimerPeriod = StreamPollPeriod));
        });
}
