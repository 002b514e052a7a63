namespace TaskManagement.Benchmarks;

/// <summary>
/// Two rates in one run. They are measured in turns, so that what disturbs the machine disturbs both, and the median of
/// the rounds' ratios decides.
/// </summary>
internal static class Comparison
{
    public const int Rounds = 5;

    // What runs first is compiled while it runs, at the cost of whoever runs beside it.
    private const int WarmUps = 3;

    /// <param name="name">What is compared.</param>
    /// <param name="ours">Measures a slice of time; in units a second.</param>
    /// <param name="other">What it is compared with.</param>
    /// <param name="otherName">Names that.</param>
    /// <param name="rounds">How often each is measured.</param>
    public static async Task RunAsync(
        string name, Func<Task<double>> ours, string otherName, Func<Task<double>> other, int rounds = Rounds)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            await other();
            await ours();
        }

        var ratios = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            var theirs = await other();
            var mine = await ours();
            ratios.Add(mine / theirs);
            Console.WriteLine($"{name} {round}: {mine:F0}/s, {otherName} {theirs:F0}/s, ratio {mine / theirs:F3}");
        }

        Console.WriteLine($"{name}: median ratio {Median(ratios):F3}");
    }

    public static double Median(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);
}
