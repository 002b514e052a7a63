using System.Diagnostics;
using System.Globalization;

namespace TaskManagement.Benchmarks;

/// <summary>
/// How long an answer takes where there is little and where there is much. They are asked in turns, so that what
/// disturbs the machine disturbs both; the medians, and their ratio.
/// </summary>
internal static class Waiting
{
    /// <param name="what">What is asked.</param>
    /// <param name="little">Names where there is little.</param>
    /// <param name="much">Names where there is much.</param>
    /// <param name="rounds">How often each is asked.</param>
    public static Task CompareAsync(
        string what, string little, Func<Task> askLittle, string much, Func<Task> askMuch, int rounds) =>
        CompareAsync(
            what, little, () => MeasureAsync(askLittle), much, () => MeasureAsync(askMuch), rounds);

    /// <summary>The same of what measures its time itself.</summary>
    public static async Task CompareAsync(
        string what,
        string little,
        Func<Task<TimeSpan>> askLittle,
        string much,
        Func<Task<TimeSpan>> askMuch,
        int rounds)
    {
        var (few, lots) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            few.Add((await askLittle()).TotalMilliseconds);
            lots.Add((await askMuch()).TotalMilliseconds);
        }

        var (one, other) = (Comparison.Median(few), Comparison.Median(lots));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {one:F2} ms with {little}, {other:F2} ms with {much}, ratio {other / one:F2}"));
    }

    private static async Task<TimeSpan> MeasureAsync(Func<Task> ask)
    {
        var clock = Stopwatch.StartNew();
        await ask();
        return clock.Elapsed;
    }
}
