using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Embedded.Scheduling;

namespace Orleans.TestingHost.Simulation;

/// <summary>
/// A process of a run, with its services, its clock and its steps. It is a small host of its own, since the ordinary
/// one continues on the thread pool.
/// </summary>
public sealed class SimulatedProcess
{
    private readonly SimulationLoop _loop;
    private readonly SimulatedScheduler _scheduler;
    private ServiceProvider? _services;

    internal SimulatedProcess(SimulationLoop loop, string name)
    {
        _loop = loop;
        Name = name;
        _scheduler = new(loop, this);
        Time = new SimulatedTime(loop.Clock, this);
    }

    /// <summary>What the trace calls it.</summary>
    public string Name { get; }

    /// <summary>Whether it was not killed.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>The virtual clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>What everything beside grains runs on; it is registered as <see cref="TaskScheduler"/>.</summary>
    public TaskScheduler Scheduler => _scheduler;

    /// <summary>What is registered.</summary>
    public IServiceProvider Services => _services
        ?? throw new InvalidOperationException($"Process {Name} was not started.");

    /// <summary>Runs something as part of this process.</summary>
    public Task RunAsync(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, Scheduler).Unwrap();

    internal Task StartAsync(Action<IServiceCollection> configure) => RunAsync(async () =>
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddOptions();
        services.AddSingleton(Time);
        services.AddSingleton(Scheduler);
        services.AddSingleton<IWorkScheduler>(_scheduler);
        services.AddSingleton<IChance>(_loop.Chance);
        configure(services);
        _services = services.BuildServiceProvider();
        _services.GetService<IStartupValidator>()?.Validate();
        await ForEachAsync<IHostedLifecycleService>(Hosted, service => service.StartingAsync(default));
        await ForEachAsync<IHostedService>(Hosted, service => service.StartAsync(default));
        await ForEachAsync<IHostedLifecycleService>(Hosted, service => service.StartedAsync(default));
    });

    internal Task StopAsync() => RunAsync(async () =>
    {
        var hosted = Hosted.Reverse().ToArray();
        await ForEachAsync<IHostedLifecycleService>(hosted, service => service.StoppingAsync(default));
        await ForEachAsync<IHostedService>(hosted, service => service.StopAsync(default));
        await ForEachAsync<IHostedLifecycleService>(hosted, service => service.StoppedAsync(default));
        await _services!.DisposeAsync();
    });

    /// <summary>Ends it between two steps. Nothing of it runs any more, not even to clean up.</summary>
    internal void Kill()
    {
        IsAlive = false;
        _loop.Forget(this);
    }

    private IHostedService[] Hosted => [.. Services.GetServices<IHostedService>()];

    private static async Task ForEachAsync<T>(IEnumerable<IHostedService> services, Func<T, Task> step)
    {
        foreach (var service in services.OfType<T>())
        {
            await step(service);
        }
    }
}
