using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TaskManagement.EndToEnd.Hosting;

/// <summary>An executable of the product as a process of its own.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Regex _readyLine;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Match> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProductProcess(string name, Regex readyLine, IEnumerable<string> settings, bool isUnprivileged = false)
    {
        _readyLine = readyLine;
        string[] command =
            [.. isUnprivileged ? UnprivilegedUser.Launcher : [], "dotnet", AssemblyOf(name), .. settings];
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"{name} ended early."));
    }

    /// <summary>From the start of the process until it says that it is ready.</summary>
    public TimeSpan StartDuration { get; private set; }

    /// <summary>The line in which it said so.</summary>
    public Match Ready { get; private set; } = Match.Empty;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="name">The project, such as <c>TaskManagement.Silo</c>.</param>
    /// <param name="readyLine">What it logs once it is.</param>
    /// <param name="settings">As on the command line.</param>
    public static async Task<ProductProcess> StartAsync(string name, Regex readyLine, IEnumerable<string> settings)
    {
        var started = new ProductProcess(name, readyLine, settings);
        var clock = Stopwatch.StartNew();
        started.Launch();
        try
        {
            started.Ready = await started._ready.Task.WaitAsync(StartTimeout);
        }
        catch (Exception error)
        {
            await started.DisposeAsync();
            throw new InvalidOperationException($"{name} did not become ready. It said:\n{started.Output}", error);
        }

        started.StartDuration = clock.Elapsed;
        return started;
    }

    /// <summary>Starts one that is expected to refuse; gives its exit code and what it said.</summary>
    public static async Task<(int ExitCode, string Output)> RefuseAsync(
        string name, IEnumerable<string> settings, bool isUnprivileged = false)
    {
        await using var started = new ProductProcess(name, new Regex("(?!)"), settings, isUnprivileged);
        _ = started._ready.Task.ContinueWith(
            task => task.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
        started.Launch();
        using var deadline = new CancellationTokenSource(StartTimeout);
        await started._process.WaitForExitAsync(deadline.Token);
        return (started._process.ExitCode, started.Output);
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

    /// <summary>Each executable lies in its own output folder, beside that of these tests.</summary>
    private static string AssemblyOf(string name)
    {
        var tests = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(tests.Parent!.Parent!.FullName, name, tests.Name, $"{name}.dll");
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
        if (_readyLine.Match(line) is { Success: true } match)
            _ready.TrySetResult(match);
    }
}
