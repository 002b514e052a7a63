using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TaskManagement.TestKit.Processes;

namespace TaskManagement.Benchmarks.Engine;

/// <summary>
/// What a call within a silo costs, and an activation that nobody uses. Build it with either engine to compare them.
/// </summary>
internal static class EngineFigures
{
    private const int CallsPerRound = 400_000;
    private const int Rounds = 5;
    private const int Activations = 100_000;

    public static async Task RunAsync()
    {
        using var host = await StartAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        await MeasureAsync("calls of a co-hosted client", () => CallAsync(grains.GetGrain<IEmptyGrain>("callee")));
        var caller = grains.GetGrain<ICallingGrain>("caller");
        await MeasureAsync("calls from grain to grain", () => caller.Call(CallsPerRound));
        await MeasureBytesAsync(grains);
        await host.StopAsync();
    }

    private static async Task CallAsync(IEmptyGrain grain)
    {
        for (var i = 0; i < CallsPerRound; i++)
            await grain.DoNothing();
    }

    /// <summary>By the time of the processor, so that it says the same on a busy machine.</summary>
    private static async Task MeasureAsync(string name, Func<Task> round)
    {
        await round();
        var figures = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            var before = ProcessorTime();
            await round();
            figures.Add(CallsPerRound / (ProcessorTime() - before).TotalSeconds);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {figures.Order().ElementAt(Rounds / 2) / 1e6:F2} M per second of the processor"));
    }

    private static async Task MeasureBytesAsync(IGrainFactory grains)
    {
        await grains.GetGrain<IEmptyGrain>("first").DoNothing();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Activations; i++)
            await grains.GetGrain<IEmptyGrain>($"idle {i}").DoNothing();
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / Activations;
        Console.WriteLine($"idle activation: {bytes} bytes, measured at {Activations} of them");
    }

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static async Task<IHost> StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort.Next(), FreePort.Next()));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
