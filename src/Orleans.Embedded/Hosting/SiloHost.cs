using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Catalog;
using Orleans.Runtime;

namespace Orleans.Embedded.Hosting;

/// <summary>
/// Starts and stops the silo with its host. It is a member of the cluster, and has grains, between the stages of what
/// they use, such as their stores, and the stages of what calls them.
/// </summary>
internal sealed class SiloHost(Silo silo, SiloLifecycle lifecycle, IServiceProvider services, GrainCatalog catalog)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        StartupCheck.EnsureValid(catalog);
        lifecycle.Subscribe(
            "Grains", ServiceLifecycleStage.GrainDeactivation, _ => Task.CompletedTask, silo.CloseAsync);
        lifecycle.Subscribe("Membership", ServiceLifecycleStage.BecomeActive, silo.OpenAsync, silo.RetireAsync);
        foreach (var participant in services.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
        {
            participant.Participate(lifecycle);
        }

        try
        {
            await lifecycle.StartAsync(cancellationToken);
        }
        catch
        {
            await lifecycle.StopAsync(CancellationToken.None);
            throw;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => lifecycle.StopAsync(cancellationToken);
}
