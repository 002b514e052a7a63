using System.Globalization;

namespace TaskManagement.Benchmarks.Create;

/// <summary>What the consumers of a server have yet to do, as its page of metrics tells.</summary>
internal static class ConsumerLag
{
    private const string Metric = "taskmanagement_consumer_lag";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until there is nothing left; what is measured next must not pay for what was before.</summary>
    public static async Task DrainAsync(Uri server)
    {
        using var http = new HttpClient { BaseAddress = server };
        // An event that is on its way is in nobody's lag yet, so that one look is not enough.
        for (var quiet = 0; quiet < 3; quiet = await ReadAsync(http) == 0 ? quiet + 1 : 0)
            await Task.Delay(Pause, TimeProvider.System);
    }

    private static async Task<double> ReadAsync(HttpClient http)
    {
        var lines = (await http.GetStringAsync("/metrics")).Split('\n');
        return lines.Where(line => line.StartsWith(Metric, StringComparison.Ordinal))
            .Sum(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
    }
}
