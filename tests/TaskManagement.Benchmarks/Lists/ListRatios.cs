using TaskManagement.Benchmarks.Http;
using TaskManagement.Benchmarks.Imports;
using TaskManagement.Server;

namespace TaskManagement.Benchmarks.Lists;

/// <summary>
/// What someone waits for in a list of 100 tasks and in one of 10,000 on the same server, over HTTP: medians, and their
/// ratio. Both are asked of as many tasks, so that as many are in memory.
/// </summary>
internal static class ListRatios
{
    private const int FewTasks = 100;
    private const int ManyTasks = 10_000;
    private const int Rounds = 200;

    public static Task RunAsync() => BenchmarkStorage.OnEachAsync(async (database, make) =>
    {
        using var storage = await make();
        using var server = await ChildServer.StartAsync(
            typeof(ServerApplication).Assembly.Location, null, storage.Arguments);
        var board = await Board.PrepareAsync(server.Address);
        using var client = new ApiClient(server.Address, board.Token);
        var small = await FilledList.MakeAsync(client, FewTasks);
        var large = await FilledList.MakeAsync(client, ManyTasks);
        await CompareAsync("first page", list => list.PageAsync());
        await CompareAsync("page in the middle", list => list.MiddlePageAsync());
        await CompareAsync("move", list => list.MoveAsync());
        await CompareAsync("patch", list => list.PatchAsync());

        async Task CompareAsync(string what, Func<FilledList, Task> ask)
        {
            await small.WarmAsync(ask);
            await large.WarmAsync(ask);
            await Waiting.CompareAsync(
                $"{database}, {what}",
                $"{FewTasks} in the list",
                () => ask(small),
                $"{ManyTasks}",
                () => ask(large),
                Rounds);
        }
    });
}
