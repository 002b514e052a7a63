using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Hosting;
using Orleans.Hosting;

namespace Orleans.TestingHost.Simulation;

/// <summary>The silos of a run. Where one was killed, another one starts.</summary>
internal sealed class SimulatedSilos(SimulationLoop loop, SimulatedProcess nurse, Cluster cluster)
{
    private static readonly TimeSpan DownTimeMax = TimeSpan.FromSeconds(5);

    private readonly List<SimulatedProcess> _alive = [];
    private Action<SimulatedProcess, ISiloBuilder> _configure = static (_, _) => { };
    private int _started;
    private int _missing;

    public IEnumerable<Activation> Activations => _alive.SelectMany(process => SiloOf(process).Activations);

    public bool AreComplete => _missing == 0;

    public async Task StartAsync(int count, Action<SimulatedProcess, ISiloBuilder> configure)
    {
        _configure = configure;
        for (var i = 0; i < count; i++)
        {
            await StartAsync();
        }
    }

    public async Task StopAsync()
    {
        while (_alive.Count > 0)
        {
            await _alive[^1].StopAsync();
            _alive.RemoveAt(_alive.Count - 1);
        }
    }

    /// <returns>Whether there was one to kill.</returns>
    public bool KillAny()
    {
        if (_alive.Count == 0)
        {
            return false;
        }

        var victim = _alive[loop.Chance.Next(_alive.Count)];
        loop.Note($"fault: {victim.Name} is killed");
        _alive.Remove(victim);
        victim.Kill();
        SiloOf(victim).Kill();
        _missing++;
        _ = ReplaceAsync();
        return true;
    }

    private static Silo SiloOf(SimulatedProcess process) => process.Services.GetRequiredService<Silo>();

    private async Task ReplaceAsync()
    {
        try
        {
            await nurse.RunAsync(async () =>
            {
                await Task.Delay(loop.Chance.UpTo(DownTimeMax), nurse.Time);
                await StartAsync();
                _missing--;
            });
        }
        catch (Exception error)
        {
            loop.Fail(error);
        }
    }

    private async Task StartAsync()
    {
        var process = new SimulatedProcess(loop, $"silo-{++_started}");
        await process.StartAsync(services =>
        {
            services.AddSingleton(cluster);
            SiloServices.Add(services, new ConfigurationBuilder().Build(), silo => _configure(process, silo));
            services.Configure<SiloOptions>(options => options.SiloName = process.Name);
        });
        _alive.Add(process);
    }
}
