using TaskManagement.Benchmarks.Http;
using TaskManagement.Benchmarks.Queries;
using TaskManagement.Server;

namespace TaskManagement.Benchmarks.Start;

/// <summary>
/// How long the server takes from the start of its process until it is ready, with nothing in its database and with
/// very many tasks: medians, and their ratio. <c>QUERY_TASKS</c> says how many.
/// </summary>
internal static class StartRatios
{
    private const int Rounds = 9;

    public static Task RunAsync() => BenchmarkStorage.OnEachAsync(async (database, make) =>
    {
        using var empty = await make();
        using var full = await make();
        await QueryServer.FillAsync(full, QueryRatios.ManyTasks);
        await StartAsync(empty); // it makes the schema, which those that are measured find
        await Waiting.CompareAsync(
            $"{database}, start",
            "nothing in the database",
            () => StartAsync(empty),
            $"{QueryRatios.ManyTasks} tasks",
            () => StartAsync(full),
            Rounds);
    });

    private static async Task<TimeSpan> StartAsync(BenchmarkStorage storage)
    {
        using var server = await ChildServer.StartAsync(
            typeof(ServerApplication).Assembly.Location, null, storage.Arguments);
        return server.StartDuration;
    }
}
