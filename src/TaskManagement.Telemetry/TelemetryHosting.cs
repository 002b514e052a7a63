using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using TaskManagement.Telemetry.Export;
using TaskManagement.Telemetry.Logs;
using TaskManagement.Telemetry.Metrics;

namespace TaskManagement.Telemetry;

/// <summary>Adds what a process tells of itself.</summary>
public static class TelemetryHosting
{
    /// <summary>
    /// Adds export by OTLP and the format of the log, as the section <c>Telemetry</c> has it. Silo and front end both
    /// ask for it, and may be one process.
    /// </summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>());
        services.AddOptions<TelemetryOptions>()
            .BindConfiguration(TelemetryOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.TryAddSingleton<TraceShare>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, OtlpExport>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ConsoleFormatter, JsonLines>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConfigureOptions<ConsoleLoggerOptions>, ConsoleFormat>());
        return services;
    }

    /// <summary>Adds <see cref="MetricsPage"/>, which counts from the start of the host.</summary>
    public static IServiceCollection AddMetricsPage(this IServiceCollection services)
    {
        services.AddTelemetry();
        services.TryAddSingleton<MetricsPage>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, MetricsPageStart>());
        return services;
    }
}
