using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TaskManagement.EventLog.Consumers;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Telemetry;

namespace TaskManagement.EventLog.Relay;

/// <summary>Adds the way from the log to its consumers.</summary>
public static class EventRelayHosting
{
    /// <summary>
    /// Adds the relays of the log, what wakes them, and what consumers run on. It needs the log, and a stream provider
    /// named <see cref="Contracts.Bus.EventStreams.Provider"/> that knows implicit subscriptions. Its settings are in
    /// the sections <c>Relay</c> and <c>Consumers</c>, and checked at start.
    /// </summary>
    public static IServiceCollection AddEventRelay(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(TaskScheduler.Default);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<RelayOptions>, RelayOptionsValidator>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ConsumerOptions>, ConsumerOptionsValidator>());
        services.AddOptions<RelayOptions>().Bind(configuration.GetSection(RelayOptions.Section)).ValidateOnStart();
        services.AddOptions<ConsumerOptions>()
            .Bind(configuration.GetSection(ConsumerOptions.Section))
            .ValidateOnStart();
        services.AddMetrics();
        services.TryAddSingleton<RelayTelemetry>();
        services.TryAddSingleton<ConsumerTelemetry>();
        services.AddSingleton<ConsumerRuntime>();
        services.AddSingleton<CommitNotifier>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<CommitNotifier>());
        services.AddHostedService(provider => provider.GetRequiredService<CommitNotifier>());
        services.AddHostedService<PartitionPulse>();
        return services;
    }
}
