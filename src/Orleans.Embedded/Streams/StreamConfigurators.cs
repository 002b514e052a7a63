using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Streams;

namespace Orleans.Hosting;

/// <summary>Configures a stream provider.</summary>
public interface IPersistentStreamConfigurator : INamedServiceConfigurator;

/// <summary>Configures a stream provider of a silo.</summary>
public interface ISiloPersistentStreamConfigurator : IPersistentStreamConfigurator;

/// <summary>Configures a stream provider of a silo that keeps what it delivers for a while.</summary>
public interface ISiloRecoverableStreamConfigurator : ISiloPersistentStreamConfigurator;

/// <summary>Configures memory streams.</summary>
public interface IMemoryStreamConfigurator : INamedServiceConfigurator;

/// <summary>Configures memory streams of a silo.</summary>
public interface ISiloMemoryStreamConfigurator : IMemoryStreamConfigurator, ISiloRecoverableStreamConfigurator;

/// <summary>Configures a stream provider of a client.</summary>
public interface IClusterClientPersistentStreamConfigurator : IPersistentStreamConfigurator;

/// <summary>Configures memory streams of a client.</summary>
public interface IClusterClientMemoryStreamConfigurator
    : IMemoryStreamConfigurator, IClusterClientPersistentStreamConfigurator;

/// <summary>Who may subscribe.</summary>
public static class PersistentStreamConfiguratorExtensions
{
    /// <summary>Sets who may subscribe; the default needs a store named "PubSubStore".</summary>
    public static void ConfigureStreamPubSub(
        this IPersistentStreamConfigurator configurator,
        StreamPubSubType pubsubType = StreamPubSubType.ExplicitGrainBasedAndImplicit) =>
        configurator.Configure<StreamPubSubOptions>(ob => ob.Configure(options => options.PubSubType = pubsubType));
}

/// <summary>How queues are emptied.</summary>
public static class SiloPersistentStreamConfiguratorExtensions
{
    /// <summary>Configures how queues are emptied.</summary>
    public static void ConfigurePullingAgent(
        this ISiloPersistentStreamConfigurator configurator,
        Action<OptionsBuilder<StreamPullingAgentOptions>>? configureOptions = null) =>
        configurator.Configure(configureOptions);
}

/// <summary>How streams are spread over queues.</summary>
public static class MemoryStreamConfiguratorExtensions
{
    /// <summary>Sets how many queues there are.</summary>
    public static void ConfigurePartitioning(
        this IMemoryStreamConfigurator configurator,
        int numOfQueues = HashRingStreamQueueMapperOptions.DEFAULT_NUM_QUEUES) =>
        configurator.Configure<HashRingStreamQueueMapperOptions>(
            ob => ob.Configure(options => options.TotalQueueCount = numOfQueues));
}

/// <summary>Memory streams of a silo.</summary>
public static class SiloBuilderMemoryStreamExtensions
{
    /// <summary>Adds streams that live in memory, up to 100 ms late by default, lost when the process ends.</summary>
    public static ISiloBuilder AddMemoryStreams(
        this ISiloBuilder builder, string name, Action<ISiloMemoryStreamConfigurator>? configure = null)
    {
        configure?.Invoke(new MemoryStreamConfigurator(name, builder.Services));
        Orleans.Embedded.Streams.StreamServices.AddSilo(builder.Services, name);
        return builder;
    }
}

/// <summary>Memory streams of a client.</summary>
public static class ClientBuilderStreamingExtensions
{
    /// <summary>Lets the client put items into memory streams of that name.</summary>
    public static IClientBuilder AddMemoryStreams(
        this IClientBuilder builder, string name, Action<IClusterClientMemoryStreamConfigurator>? configure = null)
    {
        configure?.Invoke(new MemoryStreamConfigurator(name, builder.Services));
        Orleans.Embedded.Streams.StreamServices.AddClient(builder.Services, name);
        return builder;
    }
}

internal sealed class MemoryStreamConfigurator(string name, IServiceCollection services)
    : ISiloMemoryStreamConfigurator, IClusterClientMemoryStreamConfigurator
{
    public string Name => name;

    public Action<Action<IServiceCollection>> ConfigureDelegate => configure => configure(services);
}
