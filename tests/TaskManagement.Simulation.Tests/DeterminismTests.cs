using System.Diagnostics;
using System.Globalization;

namespace TaskManagement.Simulation.Tests;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(4711)]
    public async Task Run_WhenTheSeedIsTheSame_ThenTwoProcessesPrintTheSameTrace(int seed)
    {
        var first = await RunAsync(seed);
        var second = await RunAsync(seed);

        Assert.True(first.Length > 10_000, $"The trace is too short to tell anything: {first}");
        Assert.Equal(first, second);
    }

    /// <summary>Runs this very assembly, whose entry point prints the trace of a seed.</summary>
    private static async Task<string> RunAsync(int seed)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(DeterminismTests).Assembly.Location, seed.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
        })!;
        var trace = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return trace;
    }
}
