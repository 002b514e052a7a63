namespace TaskManagement.Benchmarks.Http;

/// <summary>
/// Requests a second of a server whose page of metrics is read once a second, and of one that sends traces and metrics
/// by OTLP besides, each beside one that tells nothing.
/// </summary>
internal static class TelemetryRatios
{
    private const int Connections = 64;
    private const int Rounds = 15;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1);

    public static async Task RunAsync()
    {
        await using var collector = new Collector();
        await collector.StartAsync();
        var data = Directory.CreateTempSubdirectory("taskmanagement-bench-").FullName;
        try
        {
            using var silent = await StartAsync(
                $"{data}/silent", "--Telemetry:Metrics=Nobody", "--Telemetry:Logs=Text");
            using var counting = await StartAsync($"{data}/counting", "--Telemetry:Logs=Json");
            using var telling = await StartAsync(
                $"{data}/telling",
                "--Telemetry:Logs=Json",
                "--Telemetry:OtlpProtocol=HttpProtobuf",
                "--Telemetry:MetricsIntervalSeconds=1",
                $"--Telemetry:OtlpEndpoint={collector.Address}");
            foreach (var (name, server) in new[] { ("metrics", counting), ("metrics and OTLP", telling) })
                await CompareAsync(name, server.Address, silent.Address);
            Console.WriteLine($"telemetry: {collector.Received} bodies came by OTLP");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static Task<ChildServer> StartAsync(string data, params string[] settings) => ChildServer.StartAsync(
        typeof(Server.ServerApplication).Assembly.Location,
        null,
        [$"--Storage:Path={data}", "--Urls=http://127.0.0.1:0", .. settings]);

    private static async Task CompareAsync(string name, Uri telling, Uri silent)
    {
        using var reader = new MetricsReader(telling);
        var (loud, quiet) = (await Board.PrepareAsync(telling), await Board.PrepareAsync(silent));
        await WarmAsync(loud.Get(telling), quiet.Get(silent), loud.Create(telling), quiet.Create(silent));
        await CompareAsync($"{name}, get", loud.Get(telling), quiet.Get(silent));
        await CompareAsync($"{name}, create", loud.Create(telling), quiet.Create(silent));
    }

    /// <summary>Until the compiler has made the best of what is hot.</summary>
    private static async Task WarmAsync(params HttpLoad[] loads)
    {
        foreach (var load in loads)
            await load.MeasureAsync(Connections, 4 * Slice);
    }

    private static Task CompareAsync(string name, HttpLoad telling, HttpLoad silent) => Comparison.RunAsync(
        $"telemetry {name}",
        () => telling.MeasureAsync(Connections, Slice),
        "silent",
        () => silent.MeasureAsync(Connections, Slice),
        Rounds);

    /// <summary>Takes whatever is sent by OTLP, and forgets it.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly WebApplication _application;
        private int _received;

        public Collector()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _application = builder.Build();
            _application.MapPost("/v1/{signal}", async (HttpContext context) =>
            {
                await context.Request.Body.CopyToAsync(Stream.Null);
                Interlocked.Increment(ref _received);
            });
        }

        public string Address => _application.Urls.Single();

        public int Received => _received;

        public Task StartAsync() => _application.StartAsync();

        public ValueTask DisposeAsync() => _application.DisposeAsync();
    }

    /// <summary>Reads the page of metrics once a second, as Prometheus does more seldom.</summary>
    private sealed class MetricsReader : IDisposable
    {
        private readonly HttpClient _http = new();
        private readonly Timer _timer;

        public MetricsReader(Uri server) => _timer = new Timer(
            async _ =>
            {
                using var response = await _http.GetAsync(new Uri(server, "/metrics"));
                response.EnsureSuccessStatusCode();
            },
            state: null,
            Slice,
            Slice);

        public void Dispose()
        {
            _timer.Dispose();
            _http.Dispose();
        }
    }
}
