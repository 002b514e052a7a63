using System.Globalization;
using TaskManagement.Benchmarks.Admin;
using TaskManagement.Benchmarks.Create;
using TaskManagement.Benchmarks.Engine;
using TaskManagement.Benchmarks.Http;
using TaskManagement.Benchmarks.Imports;
using TaskManagement.Benchmarks.Lists;
using TaskManagement.Benchmarks.Log;
using TaskManagement.Benchmarks.Queries;
using TaskManagement.Benchmarks.Start;

namespace TaskManagement.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/TaskManagement.Benchmarks [-- section…]</c> prints every ratio, or those
/// of the sections named. A number among them is the events of <c>admin</c>.
/// </summary>
internal static class Program
{
    private static IReadOnlyList<(string Name, Func<Task> RunAsync)> Sections(int events) =>
    [
        ("engine", EngineFigures.RunAsync),
        ("http", HttpRatios.RunAsync),
        ("create", CreateRatios.RunAsync),
        ("telemetry", TelemetryRatios.RunAsync),
        ("append", AppendRatios.RunAsync),
        ("read", ReadRatios.RunAsync),
        ("activation", ActivationRatios.RunAsync),
        ("admin", () => AdminRatios.RunAsync(events)),
        ("queries", QueryRatios.RunAsync),
        ("lists", ListRatios.RunAsync),
        ("import", ImportRatios.RunAsync),
        ("start", StartRatios.RunAsync),
    ];

    private static async Task<int> Main(string[] args)
    {
        if (args is [BareServer.Argument, .. var settings])
        {
            await BareServer.RunAsync(settings);
            return 0;
        }

        var numbers = args.Where(arg => int.TryParse(arg, CultureInfo.InvariantCulture, out _)).ToArray();
        var names = args.Except(numbers).ToArray();
        var sections = Sections(
            numbers is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : AdminRatios.EventsDefault);
        if (names.Except(sections.Select(section => section.Name)).ToArray() is { Length: > 0 } unknown)
        {
            var known = string.Join(", ", sections.Select(section => section.Name));
            await Console.Error.WriteLineAsync($"There is no section {string.Join(", ", unknown)}; there are {known}.");
            return 1;
        }

        foreach (var (name, runAsync) in sections)
        {
            if (names.Length == 0 || names.Contains(name))
                await runAsync();
        }

        return 0;
    }
}
