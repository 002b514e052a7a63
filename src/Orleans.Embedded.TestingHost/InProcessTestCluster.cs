using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A silo and a client in the test's process. The client is outside: what it gets crossed a wire.</summary>
public sealed class InProcessTestCluster : IDisposable, IAsyncDisposable
{
    private readonly Cluster _cluster = new();
    private readonly List<InProcessSiloHandle> _silos = [];
    private IHost? _clientHost;
    private int _started;

    /// <summary>A cluster, not yet started.</summary>
    internal InProcessTestCluster(InProcessTestClusterOptions options)
    {
        if (options.InitialSilosCount != 1)
        {
            throw new NotSupportedException("The embedded engine runs one silo: new InProcessTestClusterBuilder(1).");
        }

        Options = options;
    }

    /// <summary>How the cluster is made.</summary>
    public InProcessTestClusterOptions Options { get; }

    /// <summary>The client.</summary>
    public IClusterClient Client => _clientHost?.Services.GetRequiredService<IClusterClient>()
        ?? throw new InvalidOperationException("The client was not started; call DeployAsync.");

    /// <summary>The silos that run.</summary>
    public ReadOnlyCollection<InProcessSiloHandle> Silos => GetActiveSilos().ToList().AsReadOnly();

    /// <summary>Starts the silo and the client.</summary>
    public async Task DeployAsync()
    {
        await StartSiloAsync();
        if (Options.InitializeClientOnDeploy)
        {
            await InitializeClientAsync();
        }
    }

    /// <summary>Starts the client.</summary>
    public async Task InitializeClientAsync()
    {
        var builder = CreateHost("client");
        ClientServices.Add(builder.Services, builder.Configuration, _cluster);
        Options.ClientHostConfigurationDelegates.ForEach(configure => configure(builder));
        _clientHost = builder.Build();
        await _clientHost.StartAsync();
    }

    /// <summary>The silos that run.</summary>
    public IEnumerable<InProcessSiloHandle> GetActiveSilos() => _silos.Where(silo => silo.IsActive);

    /// <summary>The silo at that address.</summary>
    public InProcessSiloHandle? GetSiloForAddress(SiloAddress siloAddress) =>
        _silos.Find(silo => silo.IsActive && silo.SiloAddress.Equals(siloAddress));

    /// <summary>The services of the silo at that address, or of the first.</summary>
    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null) =>
        (silo is null ? GetActiveSilos().First() : GetSiloForAddress(silo)!).ServiceProvider;

    /// <summary>Stops a silo after deactivating its grains.</summary>
    public Task StopSiloAsync(InProcessSiloHandle instance) => instance.StopSiloAsync(stopGracefully: true);

    /// <summary>Stops a silo without deactivating its grains.</summary>
    public Task KillSiloAsync(InProcessSiloHandle instance) => instance.StopSiloAsync(stopGracefully: false);

    /// <summary>Stops a silo and starts another one in its place.</summary>
    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        await StopSiloAsync(instance);
        return await StartSiloAsync();
    }

    /// <summary>Stops client and silos.</summary>
    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync();
        foreach (var silo in GetActiveSilos().ToArray())
        {
            await StopSiloAsync(silo);
        }
    }

    /// <summary>Stops the client.</summary>
    public Task StopClusterClientAsync() => _clientHost?.StopAsync() ?? Task.CompletedTask;

    /// <summary>The activation of a grain, if there is one.</summary>
    public bool TryGetGrainContext(GrainId grainId, [NotNullWhen(true)] out IGrainContext? grainContext)
    {
        grainContext = _cluster.Silos.Select(silo => silo.TryFind(grainId)).OfType<IGrainContext>().FirstOrDefault();
        return grainContext is not null;
    }

    /// <summary>Ends the activation of a grain and waits until it is gone.</summary>
    public async Task DeactivateAsync(GrainId grainId)
    {
        if (TryGetGrainContext(grainId, out var context))
        {
            context.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "DeactivateAsync was called."));
            await context.Deactivated;
        }
    }

    /// <summary>Ends the activation of a grain and waits until it is gone.</summary>
    public Task DeactivateAsync(IAddressable grain) => DeactivateAsync(grain.GetGrainId());

    /// <summary>Waits until the activation of a grain is gone.</summary>
    public Task WaitForDeactivationAsync(GrainId grainId) =>
        TryGetGrainContext(grainId, out var context) ? context.Deactivated : Task.CompletedTask;

    /// <summary>Waits until the activation of a grain is gone.</summary>
    public Task WaitForDeactivationAsync(IAddressable grain) => WaitForDeactivationAsync(grain.GetGrainId());

    /// <summary>There is nothing to wait for with one silo.</summary>
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        _clientHost?.Dispose();
        _silos.ForEach(silo => silo.Dispose());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAllSilosAsync();
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        _clientHost?.Dispose();
    }

    private static HostApplicationBuilder CreateHost(string name) => Host.CreateEmptyApplicationBuilder(new()
    {
        ApplicationName = name,
        EnvironmentName = Environments.Development,
    });

    private async Task<InProcessSiloHandle> StartSiloAsync()
    {
        var options = new InProcessTestSiloSpecificOptions { SiloName = $"Silo_{_started++}" };
        var builder = CreateHost(options.SiloName);
        builder.Services.AddSingleton(_cluster);
        Options.SiloHostConfigurationDelegates.ForEach(configure => configure(options, builder));
        builder.UseOrleans(silo => silo
            .Configure<ClusterOptions>(cluster =>
            {
                cluster.ClusterId = Options.ClusterId;
                cluster.ServiceId = Options.ServiceId;
            })
            .Configure<SiloOptions>(o => o.SiloName = options.SiloName));
        var host = builder.Build();
        await host.StartAsync();
        var handle = new InProcessSiloHandle(options, host, host.Services.GetRequiredService<Silo>().Address);
        _silos.Add(handle);
        return handle;
    }
}
