using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Embedded.Diagnostics;

namespace Orleans.Hosting;

/// <summary>Makes traces go on through grain calls.</summary>
public static class ActivityPropagationHosting
{
    /// <summary>Makes spans of the calls from and to the grains of a silo, and takes the trace along.</summary>
    public static ISiloBuilder AddActivityPropagation(this ISiloBuilder builder)
    {
        Add(builder.Services);
        return builder;
    }

    /// <summary>Makes spans of the calls of a client, and sends the trace along.</summary>
    public static IClientBuilder AddActivityPropagation(this IClientBuilder builder)
    {
        Add(builder.Services);
        return builder;
    }

    private static void Add(IServiceCollection services)
    {
        services.TryAddSingleton(DistributedContextPropagator.Current);
        services.AddSingleton<IOutgoingGrainCallFilter, ActivityPropagation>();
        services.AddSingleton<IIncomingGrainCallFilter, ActivityPropagation>();
    }
}
