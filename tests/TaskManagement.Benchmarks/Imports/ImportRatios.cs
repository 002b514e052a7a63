using System.Diagnostics;
using TaskManagement.Benchmarks.Http;
using TaskManagement.Server;

namespace TaskManagement.Benchmarks.Imports;

/// <summary>
/// Cards a second of an import, over HTTP and to its end, beside tasks a second that 64 clients make one by one on the
/// same server.
/// </summary>
internal static class ImportRatios
{
    private const int Cards = 10_000;
    private const int Clients = 64;
    private const int Rounds = 3;

    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(4);

    public static Task RunAsync() => BenchmarkStorage.OnEachAsync(async (database, make) =>
    {
        using var storage = await make();
        using var server = await ChildServer.StartAsync(
            typeof(ServerApplication).Assembly.Location, null, storage.Arguments);
        var board = await Board.PrepareAsync(server.Address);
        using var client = new ApiClient(server.Address, board.Token);
        var creates = board.Create(server.Address);
        var boards = 0;
        await Comparison.RunAsync(
            $"import on {database}",
            () => MeasureAsync(client, TrelloExport.Of(++boards, Cards)),
            $"{Clients} clients",
            () => creates.MeasureAsync(Clients, Slice),
            Rounds);
    });

    private static async Task<double> MeasureAsync(ApiClient client, byte[] export)
    {
        var clock = Stopwatch.StartNew();
        await client.ImportAsync(export);
        return Cards / clock.Elapsed.TotalSeconds;
    }
}
