using Microsoft.Extensions.Hosting;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Catalog;
using Orleans.Runtime;

namespace Orleans.Embedded.Hosting;

/// <summary>
/// Starts and stops the silo with its host. Grains end in between two stages: after everything that calls them, before
/// everything that they use, such as their stores.
/// </summary>
internal sealed class SiloHost(Silo silo, SiloLifecycle lifecycle, IServiceProvider services, GrainCatalog catalog)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        StartupCheck.EnsureValid(catalog);
        lifecycle.Subscribe(
            "Grains",
            ServiceLifecycleStage.BecomeActive - 1,
            _ => Task.CompletedTask,
            silo.CloseAsync);
        foreach (var participant in Participants())
        {
            participant.Participate(lifecycle);
        }

        silo.Open();
        try
        {
            await lifecycle.StartAsync(cancellationToken);
        }
        catch
        {
            await lifecycle.StopAsync(CancellationToken.None);
            await silo.CloseAsync(CancellationToken.None);
            throw;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => lifecycle.StopAsync(cancellationToken);

    private IEnumerable<ILifecycleParticipant<ISiloLifecycle>> Participants() =>
        (IEnumerable<ILifecycleParticipant<ISiloLifecycle>>)services.GetService(
            typeof(IEnumerable<ILifecycleParticipant<ISiloLifecycle>>))!;
}
