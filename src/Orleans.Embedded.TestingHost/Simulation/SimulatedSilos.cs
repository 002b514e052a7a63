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
    private static readonly TimeSpan AfterlifeMax = TimeSpan.FromSeconds(5);

    private readonly List<SimulatedProcess> _alive = [];
    private Action<SimulatedProcess, ISiloBuilder> _configure = static (_, _) => { };
    private int _started;
    private int _unattended;

    public IEnumerable<Activation> Activations => _alive.SelectMany(process => SiloOf(process).Activations);

    public bool AreComplete => _unattended == 0;

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

    /// <summary>Kills a silo between two of its turns; another one starts a little later.</summary>
    /// <returns>Whether there was one.</returns>
    public bool KillAny()
    {
        if (TakeAny("is killed") is not { } victim)
        {
            return false;
        }

        Kill(victim);
        Attend(ReplaceAsync);
        return true;
    }

    /// <summary>Stops a silo as its operator would; it hands over what it serves, and another one starts.</summary>
    /// <returns>Whether there was one.</returns>
    public bool StopAny()
    {
        if (TakeAny("stops") is not { } leaving)
        {
            return false;
        }

        Attend(async () =>
        {
            await leaving.StopAsync();
            await ReplaceAsync();
        });
        return true;
    }

    /// <summary>
    /// The others take a silo for dead, which lives on for a while and does not know: whatever it serves is served
    /// twice.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    public bool EvictAny()
    {
        if (TakeAny("is taken for dead and lives on") is not { } victim)
        {
            return false;
        }

        cluster.Evict(SiloOf(victim));
        Attend(ReplaceAsync);
        Attend(async () =>
        {
            await Task.Delay(loop.Chance.UpTo(AfterlifeMax), nurse.Time);
            loop.Note($"{victim.Name} ends");
            Kill(victim);
        });
        return true;
    }

    private static Silo SiloOf(SimulatedProcess process) => process.Services.GetRequiredService<Silo>();

    private static void Kill(SimulatedProcess victim)
    {
        victim.Kill();
        SiloOf(victim).Kill();
    }

    private SimulatedProcess? TakeAny(string fate)
    {
        if (_alive.Count == 0)
        {
            return null;
        }

        var victim = _alive[loop.Chance.Next(_alive.Count)];
        loop.Note($"fault: {victim.Name} {fate}");
        _alive.Remove(victim);
        return victim;
    }

    private async Task ReplaceAsync()
    {
        await Task.Delay(loop.Chance.UpTo(DownTimeMax), nurse.Time);
        await StartAsync();
    }

    /// <summary>Sees to what follows a fault; the silos are complete when all of it is done.</summary>
    private void Attend(Func<Task> work)
    {
        _unattended++;
        _ = nurse.RunAsync(async () =>
        {
            try
            {
                await work();
                _unattended--;
            }
            catch (Exception error)
            {
                loop.Fail(error);
            }
        });
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
