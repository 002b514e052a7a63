using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization.Configuration;

namespace TaskManagement.Hosting.Engines;

/// <summary>Makes a process a member of its cluster, as the section <c>Cluster</c> has it.</summary>
public static class Clustering
{
    /// <summary>Whether silos find each other, rather than one serve its machine alone.</summary>
    public static bool HasMembership(IConfiguration configuration) => Read(configuration).UsesPostgreSql;

    /// <summary>A silo: it joins the membership, listens for silos and for front ends.</summary>
    public static ISiloBuilder UseClustering(this ISiloBuilder silo, IConfiguration configuration)
    {
        var options = silo.Services.AddClustering(configuration);
        if (options.UsesPostgreSql)
        {
            silo.UseAdoNetClustering(database =>
            {
                database.Invariant = ClusterDatabase.Invariant;
                database.ConnectionString = ClusterDatabase.ConnectionString(configuration);
            });
            silo.UseEndpoints(options);
        }
        else
        {
            silo.UseLocalhostClustering(options.SiloPort, options.GatewayPort);
        }

        silo.Services.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(options.ProbeSeconds);
            membership.NumMissedProbesLimit = options.ProbesMissedMax;
        });
        silo.Services.UseIdentity(options);
        return ClusterTls.Use(silo, options.Tls);
    }

    /// <summary>A front end: it finds the silos through the membership, and hosts no grains.</summary>
    public static IClientBuilder UseClustering(this IClientBuilder client, IConfiguration configuration)
    {
        var options = client.Services.AddClustering(configuration);
        if (options.UsesPostgreSql)
        {
            client.UseAdoNetClustering(database =>
            {
                database.Invariant = ClusterDatabase.Invariant;
                database.ConnectionString = ClusterDatabase.ConnectionString(configuration);
            });
        }
        else
        {
            client.UseLocalhostClustering(options.GatewayPort);
        }

        client.Services.TryAddSingleton(TimeProvider.System);
        client.UseConnectionRetryFilter<ClusterSearch>();
        client.Services.UseIdentity(options);
        return ClusterTls.Use(client, options.Tls);
    }

    /// <summary>
    /// Gives the settings at once, since they decide what is registered, and checks them at once: Orleans judges its
    /// own options before the host would come to check ours, and names none of our keys.
    /// </summary>
    private static ClusteringOptions AddClustering(this IServiceCollection services, IConfiguration configuration)
    {
        var options = Read(configuration);
        var checks = new ClusteringOptionsValidator(configuration).Validate(null, options);
        if (checks.Failed)
            throw new OptionsValidationException(ClusteringOptions.Section, typeof(ClusteringOptions), checks.Failures);
        services.AddSingleton(Options.Create(options));
        if (options.UsesPostgreSql)
            services.AddHostedService<ClusterDatabase>();
        return options;
    }

    private static ClusteringOptions Read(IConfiguration configuration) =>
        configuration.GetSection(ClusteringOptions.Section).Get<ClusteringOptions>(Strictly) ?? new ClusteringOptions();

    private static void Strictly(BinderOptions binder) => binder.ErrorOnUnknownConfiguration = true;

    private static void UseEndpoints(this ISiloBuilder silo, ClusteringOptions options)
    {
        if (IPAddress.TryParse(options.AdvertisedAddress, out var address))
            silo.ConfigureEndpoints(address, options.SiloPort, options.GatewayPort);
        else
            silo.ConfigureEndpoints(options.SiloPort, options.GatewayPort);
    }

    /// <summary>
    /// After the clustering, whose localhost variant sets names of its own. A type that cannot cross the wire stops the
    /// start in production too, not the first call that carries it.
    /// </summary>
    private static void UseIdentity(this IServiceCollection services, ClusteringOptions options)
    {
        services.Configure<ClusterOptions>(cluster =>
        {
            cluster.ServiceId = ClusteringOptions.ServiceId;
            cluster.ClusterId = options.ClusterId;
        });
        services.Configure<TypeManifestOptions>(types => types.EnableConfigurationAnalysis = true);
    }
}
