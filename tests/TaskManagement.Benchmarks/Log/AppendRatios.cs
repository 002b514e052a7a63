using Microsoft.Extensions.DependencyInjection;
using TaskManagement.TestKit;

namespace TaskManagement.Benchmarks.Log;

/// <summary>
/// Acknowledged appends a second of 64 callers, with commits shared and with one transaction per append, on the same
/// tables and indexes.
/// </summary>
internal static class AppendRatios
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(3);

    public static async Task RunAsync()
    {
        await using var shared = await StartAsync([]);
        // SQLite lets one transaction write at a time, so a batch of one is what any writer could do at best.
        await using var single = await StartAsync([new("Storage:BatchAppendsMax", "1")]);
        await Comparison.RunAsync(
            "append on SQLite", () => MeasureAsync(shared), "one transaction each", () => MeasureAsync(single));
    }

    private static Task<TestDatabase> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings) =>
        TestDatabase.StartAsync(services => services.AddSingleton(AppendLoad.View), settings);

    private static Task<double> MeasureAsync(TestDatabase database) =>
        AppendLoad.MeasureAsync(append => AppendLoad.MustAppendAsync(database.Log, append), Slice);
}
