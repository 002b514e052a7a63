using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Catalog;
using Orleans.Hosting;

namespace Orleans.Embedded.Hosting;

/// <summary>Registers a client outside of the silos, to whom exceptions travel as over a wire.</summary>
internal static class ClientServices
{
    public static IClientBuilder Add(IServiceCollection services, IConfiguration configuration, Cluster cluster)
    {
        services.AddSingleton(cluster);
        SiloServices.AddCore(services, configuration);
        services.AddSingleton(sp => new CallPath(
            cluster, home: null, sp, sp.GetRequiredService<IOptions<ClientMessagingOptions>>().Value));
        services.AddSingleton<IClusterClient>(sp => new GrainClient(
            sp.GetRequiredService<CallPath>(), sp.GetRequiredService<GrainCatalog>(), sp));
        services.AddSingleton<IGrainFactory>(sp => sp.GetRequiredService<IClusterClient>());
        return new ClientBuilder(services, configuration);
    }

    private sealed class ClientBuilder(IServiceCollection services, IConfiguration configuration) : IClientBuilder
    {
        public IServiceCollection Services => services;

        public IConfiguration Configuration => configuration;
    }
}
