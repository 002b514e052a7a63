using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Catalog;
using Orleans.Embedded.Configuration;
using Orleans.Embedded.Diagnostics;
using Orleans.Embedded.Scheduling;
using Orleans.Embedded.Timers;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Embedded.Hosting;

/// <summary>Registers what a silo is made of.</summary>
internal static class SiloServices
{
    public static void Add(IServiceCollection services, IConfiguration configuration, Action<ISiloBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        if (services.All(service => service.ServiceType != typeof(Silo)))
        {
            AddCore(services, configuration);
            services.AddSingleton<Silo>();
            services.AddSingleton<IGrainRuntime, GrainRuntime>();
            services.AddSingleton<ITimerRegistry, TimerRegistry>();
            services.AddTransient(_ => RuntimeContext.Current
                ?? throw new InvalidOperationException("Only a grain that is being made can ask for its context."));
            services.AddSingleton(sp => sp.GetRequiredService<Silo>().References);
            services.AddSingleton<IClusterClient>(sp => sp.GetRequiredService<GrainClient>());
            services.AddSingleton<IGrainFactory>(sp => sp.GetRequiredService<GrainClient>());
            services.AddSingleton<SiloLifecycle>();
            services.AddSingleton<ISiloLifecycle>(sp => sp.GetRequiredService<SiloLifecycle>());
            services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ActivationGauge>();
            services.AddHostedService<SiloHost>();
        }

        configure(new SiloBuilder(services, configuration));
    }

    /// <summary>What silos and clients share.</summary>
    public static void AddCore(IServiceCollection services, IConfiguration configuration)
    {
        services.AddLogging();
        services.AddOptions<EmbeddedOptions>().Bind(configuration.GetSection(EmbeddedOptions.Section));
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IWorkScheduler, ThreadPoolWorkScheduler>();
        services.TryAddSingleton<IChance, SharedChance>();
        services.TryAddSingleton<Cluster>();
        services.TryAddSingleton(_ => GrainCatalog.OfApplication());
        services.TryAddSingleton<CallFilters>();
    }

    private sealed class SiloBuilder(IServiceCollection services, IConfiguration configuration) : ISiloBuilder
    {
        public IServiceCollection Services => services;

        public IConfiguration Configuration => configuration;
    }
}
