using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace TaskManagement.Cluster.Tests.Conformance;

/// <summary>At which stages of its life a silo has grains.</summary>
public sealed class MembershipConformance : IAsyncLifetime
{
    private readonly string _key = Guid.NewGuid().ToString();
    private readonly InProcessTestCluster _cluster;
    private bool _isWatched;

    public MembershipConformance()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            if (_isWatched)
                silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new Watcher(_key));
        });
        _cluster = builder.Build();
    }

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Silo_WhenItsServicesStillStart_ThenItGetsNoGrains()
    {
        var first = _cluster.Silos[0].SiloAddress;
        _isWatched = true;
        var starting = _cluster.StartAdditionalSiloAsync();
        await Eventually.Noted(_key, "services start");

        var hosts = await _cluster.Client.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
        var places = await Task.WhenAll(Enumerable.Range(0, 64).Select(
            n => _cluster.Client.GetGrain<IScattered>($"{n}-{_key}").Where()));
        Gates.Open(_key);
        var second = await starting;

        Assert.Equal([first], hosts.Keys);
        Assert.All(places, place => Assert.Equal(first, place));
        await Eventually.Answers(
            () => _cluster.Client.GetGrain<IScattered>(Guid.NewGuid().ToString()).Where(),
            place => place.Equals(second.SiloAddress));
    }

    [Fact]
    public async Task Silo_WhenItStops_ThenItsGrainsEndAfterWhatCallsThemAndBeforeWhatTheyUse()
    {
        Gates.Open(_key);
        _isWatched = true;
        var second = await _cluster.StartAdditionalSiloAsync();
        var factory = second.ServiceProvider.GetRequiredService<IGrainFactory>();
        await Eventually.Answers(factory.GetGrain<IPlaced>(_key).Where, place => place.Equals(second.SiloAddress));

        await _cluster.StopSiloAsync(second);

        Assert.Equal(
            ["services start", "calls begin", "calls end", "ShuttingDown", "services stop"], Board.Read(_key));
    }

    /// <summary>Stands for what grains use, and for what calls them.</summary>
    private sealed class Watcher(string key) : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle)
        {
            lifecycle.Subscribe(
                "services",
                ServiceLifecycleStage.ApplicationServices,
                _ =>
                {
                    Board.Write(key, "services start");
                    return Gates.Opened(key);
                },
                _ => Note("services stop"));
            lifecycle.Subscribe(
                "callers", ServiceLifecycleStage.Active, _ => Note("calls begin"), _ => Note("calls end"));
        }

        private Task Note(string what)
        {
            Board.Write(key, what);
            return Task.CompletedTask;
        }
    }
}
