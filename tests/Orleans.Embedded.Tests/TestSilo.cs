using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded.Activations;
using Orleans.Hosting;

namespace Orleans.Embedded.Tests;

/// <summary>A host with a silo whose clock the test holds.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private TestSilo(IHost host, ManualClock clock)
    {
        Host = host;
        Clock = clock;
    }

    public IHost Host { get; }

    public ManualClock Clock { get; }

    public IGrainFactory Grains => Host.Services.GetRequiredService<IGrainFactory>();

    public Silo Silo => Host.Services.GetRequiredService<Silo>();

    public static IHost Build(Action<ISiloBuilder>? configure = null, TimeProvider? clock = null)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.UseOrleans(silo => configure?.Invoke(silo));
        return builder.Build();
    }

    public static async Task<TestSilo> StartAsync(Action<ISiloBuilder>? configure = null)
    {
        var clock = new ManualClock();
        var host = Build(configure, clock);
        await host.StartAsync();
        return new(host, clock);
    }

    /// <summary>
    /// Advances the clock when all requests have ended: their callers may be a little ahead of that, and an activation
    /// counts as idle only from then on.
    /// </summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        await Eventually.Holds(() => Silo.Activations.All(activation => !activation.IsBusy));
        Clock.Advance(time);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.StopAsync();
        Host.Dispose();
    }
}

internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Polls until the condition holds; on failure says what it saw last.</summary>
    public static async Task Holds<T>(Func<T> look, Func<T, bool> condition)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!condition(look()))
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Deadline)
            {
                Assert.Fail($"Not within {Deadline}; last seen: {look()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2));
        }
    }

    public static Task Holds(Func<bool> condition) => Holds(condition, held => held);
}
