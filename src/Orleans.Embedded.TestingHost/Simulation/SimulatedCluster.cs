using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Hosting;
using Orleans.Embedded.Streams;
using Orleans.Hosting;

namespace Orleans.TestingHost.Simulation;

/// <summary>Silos, a client and whatever else a scenario needs, on one thread and in virtual time.</summary>
public sealed class SimulatedCluster
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly SimulationLoop _loop;
    private readonly Cluster _cluster = new();
    private readonly SimulatedProcess _outside;
    private readonly SimulatedProcess _client;
    private readonly SimulatedSilos _silos;
    private readonly FaultInjector _faults;
    private readonly List<SimulatedProcess> _others = [];

    internal SimulatedCluster(SimulationLoop loop, SimulationFaults faults)
    {
        _loop = loop;
        _outside = new(loop, "outside");
        _client = new(loop, "client");
        _silos = new(loop, _outside, _cluster);
        _faults = new(loop, _silos, faults);
        loop.BetweenSteps = _faults.BetweenSteps;
    }

    /// <summary>The run's chance, also for the scenario.</summary>
    public SimulationChance Chance => _loop.Chance;

    /// <summary>The virtual clock, as the scenario sees it.</summary>
    public TimeProvider Time => _outside.Time;

    /// <summary>Calls grains, from outside of the silos.</summary>
    public IClusterClient Client => _client.Services.GetRequiredService<IClusterClient>();

    /// <summary>Writes a line of the scenario's own into the trace.</summary>
    public void Note(string line) => _loop.Note(line);

    /// <summary>Starts silos, each configured alike, also those that replace others, and a client.</summary>
    public async Task StartSilosAsync(int count, Action<ISiloBuilder> configure)
    {
        await _silos.StartAsync(count, (process, silo) =>
        {
            silo.Services.AddSingleton<IOutgoingGrainCallFilter>(new SimulatedWire(_loop, process, _faults));
            silo.Services.AddSingleton<IStreamTransit>(new SimulatedTransit(_faults));
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = _loop.ResponseTimeout);
            configure(silo);
        });
        await _client.StartAsync(services =>
        {
            ClientServices.Add(services, new ConfigurationBuilder().Build(), _cluster);
            services.AddSingleton<IOutgoingGrainCallFilter>(new SimulatedWire(_loop, _client, _faults));
            services.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = _loop.ResponseTimeout);
        });
    }

    /// <summary>Starts a process that is no silo, such as the one that holds the data. It is never killed.</summary>
    public async Task<SimulatedProcess> StartProcessAsync(string name, Action<IServiceCollection> configure)
    {
        var process = new SimulatedProcess(_loop, name);
        await process.StartAsync(configure);
        _others.Add(process);
        return process;
    }

    /// <summary>From now on things go wrong.</summary>
    public void BeginFaults() => _faults.IsOn = true;

    /// <summary>Nothing goes wrong any more; returns when all silos run.</summary>
    public async Task EndFaultsAsync()
    {
        _faults.IsOn = false;
        while (!_silos.AreComplete)
        {
            await Task.Delay(LookAgain, Time);
        }
    }

    /// <summary>The scenario, between the start and the stop of everything.</summary>
    internal Task RunAsync(Func<SimulatedCluster, Task> scenario) => _outside.RunAsync(async () =>
    {
        await scenario(this);
        await EndFaultsAsync();
        await _silos.StopAsync();
        foreach (var process in Enumerable.Reverse(_others))
        {
            await process.StopAsync();
        }
    });
}
