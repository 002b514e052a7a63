using System.Diagnostics;
using System.Globalization;

namespace TaskManagement.Simulation.Tests.Engine;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(4711)]
    public async Task Run_WhenTheSeedIsTheSame_ThenTwoProcessesPrintTheSameTrace(int seed)
    {
        var first = await RunAsync(seed, processors: 1);
        var second = await RunAsync(seed, processors: 8);

        Assert.True(first.Length > 10_000, $"The trace is too short to tell anything: {first}");
        Assert.Equal(first, second);
    }

    /// <summary>
    /// Runs this very assembly, whose entry point prints the trace of a seed. Hash tables and pools are laid out after
    /// the number of processors, which must not show.
    /// </summary>
    private static async Task<string> RunAsync(int seed, int processors)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(DeterminismTests).Assembly.Location, seed.ToString(CultureInfo.InvariantCulture) },
            Environment = { ["DOTNET_PROCESSOR_COUNT"] = processors.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
        })!;
        var trace = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return trace;
    }
}
