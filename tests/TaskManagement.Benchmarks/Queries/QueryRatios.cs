using System.Globalization;

namespace TaskManagement.Benchmarks.Queries;

/// <summary>
/// What someone with 500 tasks waits for, in a database in which others have none to speak of and in one in which they
/// have very many: medians, and their ratio. <c>QUERY_TASKS</c> says how many.
/// </summary>
internal static class QueryRatios
{
    private const int FewTasks = 1_000;
    private const int ManyTasksDefault = 200_000;
    private const int Rounds = 60;

    /// <summary>How many tasks are very many.</summary>
    public static int ManyTasks { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("QUERY_TASKS"), CultureInfo.InvariantCulture, out var asked)
            ? asked
            : ManyTasksDefault;

    public static Task RunAsync() => BenchmarkStorage.OnEachAsync(async (database, make) =>
    {
        using var few = await make();
        using var many = await make();
        await using var small = await QueryServer.StartAsync(few, FewTasks);
        await using var large = await QueryServer.StartAsync(many, ManyTasks);
        foreach (var (what, ask) in QueryServer.Questions)
        {
            await Waiting.CompareAsync(
                $"{database}, {what}",
                $"{FewTasks} tasks",
                () => ask(small),
                $"{ManyTasks}",
                () => ask(large),
                Rounds);
        }
    });
}
