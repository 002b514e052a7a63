using TaskManagement.Benchmarks.Engine;
using TaskManagement.Benchmarks.Http;
using TaskManagement.Benchmarks.Log;

namespace TaskManagement.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/TaskManagement.Benchmarks [-- section…]</c> prints every ratio, or those
/// of the sections named.
/// </summary>
internal static class Program
{
    private static readonly IReadOnlyList<(string Name, Func<Task> RunAsync)> Sections =
    [
        ("engine", EngineFigures.RunAsync),
        ("http", HttpRatios.RunAsync),
        ("telemetry", TelemetryRatios.RunAsync),
        ("append", AppendRatios.RunAsync),
        ("read", ReadRatios.RunAsync),
        ("activation", ActivationRatios.RunAsync),
    ];

    private static async Task<int> Main(string[] args)
    {
        if (args is [BareServer.Argument])
        {
            await BareServer.RunAsync();
            return 0;
        }

        if (args.Except(Sections.Select(section => section.Name)).ToArray() is { Length: > 0 } unknown)
        {
            var known = string.Join(", ", Sections.Select(section => section.Name));
            await Console.Error.WriteLineAsync($"There is no section {string.Join(", ", unknown)}; there are {known}.");
            return 1;
        }

        foreach (var (name, runAsync) in Sections)
        {
            if (args.Length == 0 || args.Contains(name))
                await runAsync();
        }

        return 0;
    }
}
