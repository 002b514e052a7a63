using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.Streams;

namespace Orleans.Embedded.Streams;

/// <summary>Registers memory streams.</summary>
internal static class StreamServices
{
    public static void AddSilo(IServiceCollection services, string name)
    {
        AddClient(services, name);
        services.TryAddSingleton<IStreamTransit, DirectTransit>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(sp =>
        {
            EnsureSubscriptionsHaveAStore(sp, name);
            return new StreamAgents(
                name,
                sp.GetRequiredService<Silo>(),
                QueuesOf(sp, name),
                sp.GetRequiredService<IOptionsMonitor<StreamPullingAgentOptions>>().Get(name));
        });
    }

    public static void AddClient(IServiceCollection services, string name) =>
        services.AddKeyedSingleton<IStreamProvider>(name, (sp, _) => new StreamProvider(
            name, QueuesOf(sp, name), ((GrainClient)sp.GetRequiredService<IClusterClient>()).Path));

    private static StreamQueue[] QueuesOf(IServiceProvider services, string name) =>
        services.GetRequiredService<Cluster>().Streams.Of(
            name,
            services.GetRequiredService<IOptionsMonitor<HashRingStreamQueueMapperOptions>>().Get(name).TotalQueueCount);

    /// <summary>
    /// Orleans keeps explicit subscriptions there, and misses it when the silo starts, not when one is made.
    /// </summary>
    private static void EnsureSubscriptionsHaveAStore(IServiceProvider services, string name)
    {
        var pubSub = services.GetRequiredService<IOptionsMonitor<StreamPubSubOptions>>().Get(name).PubSubType;
        if (pubSub != StreamPubSubType.ImplicitOnly
            && services.GetKeyedService<IGrainStorage>(name) is null
            && services.GetKeyedService<IGrainStorage>(ProviderConstants.DEFAULT_PUBSUB_PROVIDER_NAME) is null)
        {
            throw new OrleansConfigurationException($"Stream provider '{name}' allows explicit subscriptions, and "
                + "there is no store named 'PubSubStore' to keep them. Register one, or call "
                + "ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly).");
        }
    }
}
