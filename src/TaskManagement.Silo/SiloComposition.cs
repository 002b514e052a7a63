using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Streams;
using TaskManagement.Analytics;
using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Relay;
using TaskManagement.Notifications;
using TaskManagement.Silo.Engines;
using TaskManagement.Tasks;
using TaskManagement.Telemetry;
using TaskManagement.Users;

namespace TaskManagement.Silo;

/// <summary>Puts a silo together: log, contexts, storage, streams and the pulse that keeps them going.</summary>
public static class SiloComposition
{
    /// <summary>How often a silo looks for stream events: an event is a doorbell, so it rings soon.</summary>
    private static readonly TimeSpan StreamPollPeriod = TimeSpan.FromMilliseconds(10);

    /// <summary>Adds a silo with all contexts to a host.</summary>
    public static IHostApplicationBuilder AddTaskManagementSilo(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSiloHostOptions();
        builder.Services.AddSingleton(EngineHosting.Sharing(builder.Configuration));
        builder.Services.AddTelemetry();
        builder.Services.AddEventLog(builder.Configuration).AddTaskManagementContexts(builder.Configuration);
        builder.UseOrleans(silo => silo
            .AddTaskManagementProviders()
            .AddCallTelemetry()
            .UseEngine(builder.Configuration));
        return builder;
    }

    /// <summary>Adds what the grains of every context need, but for the log that they share.</summary>
    public static IServiceCollection AddTaskManagementContexts(
        this IServiceCollection services, IConfiguration configuration) => services
            .AddGrainStateStorage()
            .AddEventRelay(configuration)
            .AddUsersContext(configuration)
            .AddTasksContext(configuration)
            .AddNotificationsContext()
            .AddAnalyticsContext();

    /// <summary>Adds the stream provider that relays and consumers ask for by name. There is no default one.</summary>
    public static ISiloBuilder AddTaskManagementProviders(this ISiloBuilder silo) => silo
        .AddMemoryStreams(EventStreams.Provider, streams =>
        {
            streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
            streams.ConfigurePullingAgent(agent =>
                agent.Configure(options => options.GetQueueMsgsTimerPeriod = StreamPollPeriod));
        });

    /// <summary>What nobody is told of is not measured, and traces that nobody is sent are not made.</summary>
    private static ISiloBuilder AddCallTelemetry(this ISiloBuilder silo)
    {
        var telemetry = silo.Configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new();
        if (telemetry.TellsAnything)
            silo.MeasureCalls();
        return telemetry.SendsTraces ? silo.AddActivityPropagation() : silo;
    }

    private static void AddSiloHostOptions(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<SiloHostOptions>, SiloHostOptionsValidator>();
        services.AddOptions<SiloHostOptions>()
            .BindConfiguration(SiloHostOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddOptions<HostOptions>().Configure<IOptions<SiloHostOptions>>((host, silo) =>
            host.ShutdownTimeout = TimeSpan.FromSeconds(silo.Value.ShutdownTimeoutSeconds));
    }
}
