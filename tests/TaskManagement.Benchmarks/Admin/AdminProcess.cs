using System.Diagnostics;

namespace TaskManagement.Benchmarks.Admin;

/// <summary>A command of <c>taskman-admin</c> as a process of its own, as operators run it.</summary>
/// <param name="Elapsed">From its start to its end.</param>
/// <param name="Processor">The time that it had of a processor, which others on the machine do not lengthen.</param>
/// <param name="PeakBytes">The most memory that it held at once, as of the last time that it was asked.</param>
internal sealed record AdminProcess(TimeSpan Elapsed, TimeSpan Processor, long PeakBytes)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public static async Task<AdminProcess> RunAsync(params string[] args)
    {
        // It stands among the assemblies of these benchmarks, some of which are of their framework.
        var self = Path.Combine(AppContext.BaseDirectory, typeof(AdminProcess).Assembly.GetName().Name!);
        string[] command =
        [
            "exec", "--runtimeconfig", $"{self}.runtimeconfig.json", "--depsfile", $"{self}.deps.json",
            Path.Combine(AppContext.BaseDirectory, "taskman-admin.dll"), .. args,
        ];
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("dotnet", command)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var run = new AdminProcess(TimeSpan.Zero, TimeSpan.Zero, 0);
        using var timer = new PeriodicTimer(Interval);
        for (; !process.HasExited; await timer.WaitForNextTickAsync())
            run = run.AskAgain(process);
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? run with { Elapsed = clock.Elapsed }
            : throw new InvalidOperationException($"taskman-admin {args[0]} failed: {await error}{await output}");
    }

    private AdminProcess AskAgain(Process process)
    {
        try
        {
            process.Refresh();

            // Its memory is gone before it is.
            var peak = Math.Max(PeakBytes, process.PeakWorkingSet64);
            return this with { Processor = process.TotalProcessorTime, PeakBytes = peak };
        }
        catch (InvalidOperationException)
        {
            // It has ended at this moment; what it said last stands.
            return this;
        }
    }
}
