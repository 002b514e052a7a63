namespace TaskManagement.Benchmarks.Http;

/// <summary>
/// Requests a second of get and create beside a bare endpoint that checks the same token and answers the same JSON, in
/// one run.
/// </summary>
internal static class HttpRatios
{
    private const int Connections = 64;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(3);

    public static async Task RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("taskmanagement-bench-").FullName;
        try
        {
            using var server = await ChildServer.StartAsync(
                typeof(Server.ServerApplication).Assembly.Location,
                null,
                $"--Storage:Path={data}",
                "--Urls=http://127.0.0.1:0");
            Console.WriteLine($"start: {server.StartDuration.TotalMilliseconds:F0} ms until ready");
            var board = await Board.PrepareAsync(server.Address);
            using var bare = await ChildServer.StartAsync(
                typeof(HttpRatios).Assembly.Location, board.TaskJson, BareServer.Argument, $"--keys={server.Address}");
            await CompareAsync("get", board.Get(server.Address), board.Bare(bare.Address, "GET", null));
            await CompareAsync("create", board.Create(server.Address), board.Bare(bare.Address, "POST", Board.NewTask));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static Task CompareAsync(string name, HttpLoad ours, HttpLoad ceiling) => Comparison.RunAsync(
        name, () => ours.MeasureAsync(Connections, Slice), "bare", () => ceiling.MeasureAsync(Connections, Slice));
}
