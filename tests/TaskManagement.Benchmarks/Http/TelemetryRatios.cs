using System.Diagnostics;

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
                await CompareAsync(name, server, silent);
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

    private static async Task CompareAsync(string name, ChildServer telling, ChildServer silent)
    {
        using var reader = new MetricsReader(telling.Address);
        var loud = await Board.PrepareAsync(telling.Address);
        var quiet = await Board.PrepareAsync(silent.Address);
        await CompareLoadsAsync(
            $"{name}, get", new(telling, loud.Get(telling.Address)), new(silent, quiet.Get(silent.Address)));
        await CompareLoadsAsync(
            $"{name}, create", new(telling, loud.Create(telling.Address)), new(silent, quiet.Create(silent.Address)));
    }

    private static async Task CompareLoadsAsync(string name, Subject telling, Subject silent)
    {
        await telling.WarmAsync();
        await silent.WarmAsync();
        var rates = new List<double>();
        var thrifts = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            var quiet = await silent.MeasureAsync();
            var loud = await telling.MeasureAsync();
            rates.Add(loud.PerSecond / quiet.PerSecond);
            thrifts.Add(loud.PerProcessorSecond / quiet.PerProcessorSecond);
            Console.WriteLine($"telemetry {name} {round}: {loud}, silent {quiet}, "
                + $"ratios {rates[^1]:F3} and {thrifts[^1]:F3}");
        }

        Console.WriteLine($"telemetry {name}: median ratio of requests/s {Comparison.Median(rates):F3}, "
            + $"of requests per CPU-second {Comparison.Median(thrifts):F3}");
    }

    /// <summary>
    /// What a server answered, by the clock and by the processor time it used: that which others do on the machine
    /// moves the latter far less.
    /// </summary>
    private sealed record Throughput(double PerSecond, double PerProcessorSecond)
    {
        public override string ToString() => $"{PerSecond:F0}/s {PerProcessorSecond:F0}/CPU-s";
    }

    /// <summary>A server, and what is asked of it.</summary>
    private sealed record Subject(ChildServer Server, HttpLoad Load)
    {
        /// <summary>Until the compiler has made the best of what is hot.</summary>
        public Task<long> WarmAsync() => Load.CountAsync(Connections, 4 * Slice);

        public async Task<Throughput> MeasureAsync()
        {
            var began = Server.ProcessorTime;
            var clock = Stopwatch.StartNew();
            var count = await Load.CountAsync(Connections, Slice);
            return new(
                count / clock.Elapsed.TotalSeconds, count / (Server.ProcessorTime - began).TotalSeconds);
        }
    }

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
