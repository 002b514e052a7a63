using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Orleans.Hosting;

/// <summary>Configures something that is registered under a name.</summary>
public interface INamedServiceConfigurator
{
    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>Gives access to the services.</summary>
    Action<Action<IServiceCollection>> ConfigureDelegate { get; }
}

/// <summary>Options under a name.</summary>
public static class NamedServiceConfiguratorExtensions
{
    /// <summary>Configures the options of that name.</summary>
    public static void Configure<TOptions>(
        this INamedServiceConfigurator configurator, Action<OptionsBuilder<TOptions>>? configureOptions)
        where TOptions : class, new() =>
        configurator.ConfigureDelegate(
            services => configureOptions?.Invoke(services.AddOptions<TOptions>(configurator.Name)));
}
