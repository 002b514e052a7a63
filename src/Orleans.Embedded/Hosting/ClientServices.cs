using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Catalog;
using Orleans.Embedded.Scheduling;
using Orleans.Hosting;

namespace Orleans.Embedded.Hosting;

/// <summary>Registers a client outside of the silos, to whom exceptions travel as over a wire.</summary>
internal static class ClientServices
{
    public static IClientBuilder Add(IServiceCollection services, IConfiguration configuration, Cluster cluster)
    {
        services.AddSingleton(cluster);
        SiloServices.AddCore(services);
        services.AddSingleton(sp =>
        {
            var pending = new PendingCalls(
                sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<IWorkScheduler>());
            pending.Start();
            return pending;
        });
        services.AddSingleton<IClusterClient>(sp =>
        {
            var options = sp.GetRequiredService<IOptions<ClientMessagingOptions>>().Value;
            var pending = sp.GetRequiredService<PendingCalls>();
            var filters = sp.GetRequiredService<CallFilters>();
            return new GrainClient(
                new(cluster, options, pending, filters, isOutside: true), sp.GetRequiredService<GrainCatalog>(), sp);
        });
        services.AddSingleton<IGrainFactory>(sp => sp.GetRequiredService<IClusterClient>());
        return new ClientBuilder(services, configuration);
    }

    private sealed class ClientBuilder(IServiceCollection services, IConfiguration configuration) : IClientBuilder
    {
        public IServiceCollection Services => services;

        public IConfiguration Configuration => configuration;
    }
}
