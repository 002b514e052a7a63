using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace TaskManagement.EndToEnd.Hosting;

/// <summary>The real server as a process of its own, on a loopback port that the system picks.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(string dataFolder, IEnumerable<string> settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(typeof(Server.ServerApplication).Assembly.Location);
        start.ArgumentList.Add($"--Storage:Path={dataFolder}");
        if (!settings.Any(setting => setting.StartsWith("--Urls", StringComparison.Ordinal)))
            start.ArgumentList.Add("--Urls=http://127.0.0.1:0");
        foreach (var setting in settings)
            start.ArgumentList.Add(setting);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException("The server ended early."));
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>From the start of the process until it says that it is ready.</summary>
    public TimeSpan StartDuration { get; private set; }

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static async Task<ServerProcess> StartAsync(string dataFolder, params string[] settings)
    {
        var server = new ServerProcess(dataFolder, settings);
        var clock = Stopwatch.StartNew();
        server.Launch();
        try
        {
            server.Address = await server._ready.Task.WaitAsync(StartTimeout);
        }
        catch (Exception error)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"The server did not become ready. It said:\n{server.Output}", error);
        }

        server.StartDuration = clock.Elapsed;
        return server;
    }

    /// <summary>Starts a server that is expected to refuse; gives its exit code and what it said.</summary>
    public static async Task<(int ExitCode, string Output)> RefuseAsync(string dataFolder, params string[] settings)
    {
        await using var server = new ServerProcess(dataFolder, settings);
        _ = server._ready.Task.ContinueWith(
            task => task.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
        server.Launch();
        using var deadline = new CancellationTokenSource(StartTimeout);
        await server._process.WaitForExitAsync(deadline.Token);
        return (server._process.ExitCode, server.Output);
    }

    /// <summary>A client whose requests go to this server.</summary>
    public HttpClient Connect(string? accessToken = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 128 })
        {
            BaseAddress = Address,
            DefaultRequestVersion = HttpVersion.Version11,
            Timeout = TimeSpan.FromSeconds(60),
        };
        if (accessToken is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", accessToken);
        return client;
    }

    /// <summary>Ends it as a power cut would: SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends it as an operator does: SIGTERM.</summary>
    public async Task<int> StopAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await signal.WaitForExitAsync();
        using var deadline = new CancellationTokenSource(StartTimeout);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private void Launch()
    {
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
        if (ReadyLine().Match(line) is { Success: true } match)
            _ready.TrySetResult(new Uri(match.Groups[1].Value));
    }

    [GeneratedRegex(@"Ready at (http://[^,;\s]+)")]
    private static partial Regex ReadyLine();
}
