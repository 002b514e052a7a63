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

/// <summary>
/// Silos and a client in the test's process. What travels between them crosses a wire as far as anybody can tell.
/// </summary>
public sealed class InProcessTestCluster : IDisposable, IAsyncDisposable
{
    private readonly Cluster _cluster = new();
    private readonly List<InProcessSiloHandle> _silos = [];
    private IHost? _clientHost;
    private int _started;

    /// <summary>A cluster, not yet started.</summary>
    internal InProcessTestCluster(InProcessTestClusterOptions options) => Options = options;

    /// <summary>How the cluster is made.</summary>
    public InProcessTestClusterOptions Options { get; }

    /// <summary>The client.</summary>
    public IClusterClient Client => _clientHost?.Services.GetRequiredService<IClusterClient>()
        ?? throw new InvalidOperationException("The client was not started; call DeployAsync.");

    /// <summary>The silos that run.</summary>
    public ReadOnlyCollection<InProcessSiloHandle> Silos => GetActiveSilos().ToList().AsReadOnly();

    /// <summary>Starts the silos and the client.</summary>
    public async Task DeployAsync()
    {
        await StartSilosAsync(Options.InitialSilosCount);
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

    /// <summary>Starts one more silo.</summary>
    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync() => (await StartSilosAsync(1))[0];

    /// <summary>Starts more silos.</summary>
    public async Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart)
    {
        var started = new List<InProcessSiloHandle>();
        for (var i = 0; i < silosToStart; i++)
        {
            started.Add(await StartSiloAsync($"Silo_{_started++}"));
        }

        return started;
    }

    /// <summary>Stops a silo after deactivating its grains.</summary>
    public async Task StopSiloAsync(InProcessSiloHandle instance)
    {
        _silos.Remove(instance);
        await instance.DisposeAsync();
    }

    /// <summary>Ends a silo as the death of its process would: nothing of its grains runs any more.</summary>
    public async Task KillSiloAsync(InProcessSiloHandle instance)
    {
        _silos.Remove(instance);
        instance.ServiceProvider.GetRequiredService<Silo>().Kill();
        await instance.StopSiloAsync(stopGracefully: false);
        await instance.DisposeAsync();
    }

    /// <summary>Stops a silo and starts one of its name in its place.</summary>
    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        await StopSiloAsync(instance);
        return await StartSiloAsync(instance.Name);
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
        grainContext = _cluster.TryFind(grainId);
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

    /// <summary>Ends the activation of a grain; the next one is made in that silo, or in any.</summary>
    public async Task MigrateAsync(GrainId grainId, SiloAddress? targetSilo = null)
    {
        if (targetSilo is not null)
        {
            _cluster.PlaceNext(grainId, Array.Find(_cluster.Silos, silo => silo.Address.Equals(targetSilo))
                ?? throw new ArgumentException($"No silo {targetSilo} is running.", nameof(targetSilo)));
        }

        if (TryGetGrainContext(grainId, out var context))
        {
            context.Deactivate(new(DeactivationReasonCode.Migrating, "MigrateAsync was called."));
            await context.Deactivated;
        }
    }

    /// <summary>Ends the activation of a grain; the next one is made in that silo, or in any.</summary>
    public Task MigrateAsync(IAddressable grain, SiloAddress? targetSilo = null) =>
        MigrateAsync(grain.GetGrainId(), targetSilo);

    /// <summary>Waits until the activation of a grain is gone.</summary>
    public Task WaitForDeactivationAsync(GrainId grainId) =>
        TryGetGrainContext(grainId, out var context) ? context.Deactivated : Task.CompletedTask;

    /// <summary>Waits until the activation of a grain is gone.</summary>
    public Task WaitForDeactivationAsync(IAddressable grain) => WaitForDeactivationAsync(grain.GetGrainId());

    /// <summary>There is nothing to wait for: silos of one process know at once who is there.</summary>
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false) => Task.CompletedTask;

    /// <summary>There is nothing to wait for either.</summary>
    public Task WaitForClusterManifestToStabilizeAsync(bool didKill = false) => Task.CompletedTask;

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
        _clientHost?.Dispose();
    }

    private static HostApplicationBuilder CreateHost(string name) => Host.CreateEmptyApplicationBuilder(new()
    {
        ApplicationName = name,
        EnvironmentName = Environments.Development,
    });

    private async Task<InProcessSiloHandle> StartSiloAsync(string name)
    {
        var options = new InProcessTestSiloSpecificOptions { SiloName = name };
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
