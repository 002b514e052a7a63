using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Orleans.Embedded.Streams;

/// <summary>Registers stream providers.</summary>
internal static class StreamServices
{
    public static void AddSilo(IServiceCollection services, string name) => AddClient(services, name);

    public static void AddClient(IServiceCollection services, string name) =>
        services.AddKeyedSingleton<IStreamProvider>(
            name, (_, _) => throw new InvalidOperationException("The silo is not running."));
}
