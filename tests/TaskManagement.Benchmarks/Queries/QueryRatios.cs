using System.Globalization;
using TaskManagement.TestKit.PostgreSql;

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

    public static async Task RunAsync()
    {
        var many = int.TryParse(
            Environment.GetEnvironmentVariable("QUERY_TASKS"), CultureInfo.InvariantCulture, out var asked)
            ? asked
            : ManyTasksDefault;
        await RunAsync("SQLite", many, []);
        if (PostgresServer.WhyMissing is null)
            await RunAsync("PostgreSQL", many, await PostgreSqlAsync());
    }

    private static async Task RunAsync(string name, int many, string[][] settings)
    {
        await using var small = await QueryServer.StartAsync(FewTasks, settings is [var first, _] ? first : []);
        await using var large = await QueryServer.StartAsync(many, settings is [_, var second] ? second : []);
        foreach (var (what, ask) in QueryServer.Questions)
        {
            var (few, lots) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                few.Add(await small.MeasureAsync(ask));
                lots.Add(await large.MeasureAsync(ask));
            }

            var (one, other) = (Median(few), Median(lots));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}, {what}: {one:F2} ms with {FewTasks} tasks, {other:F2} ms with {many}, "
                + $"ratio {other / one:F2}"));
        }
    }

    private static async Task<string[][]> PostgreSqlAsync()
    {
        var server = await PostgresServer.SharedAsync();
        var databases = new[] { await server.CreateDatabaseAsync(), await server.CreateDatabaseAsync() };
        return
        [
            .. databases.Select(database => PostgresServer.Settings(database)
                .Select(setting => $"--{setting.Key}={setting.Value}").ToArray()),
        ];
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
