using System.Diagnostics;

namespace TaskManagement.Benchmarks.Http;

/// <summary>A server in a process of its own; it says "Ready at address" once it listens.</summary>
internal sealed class ChildServer : IDisposable
{
    private const string ReadyWords = "Ready at ";

    private readonly Process _process;

    private ChildServer(Process process) => _process = process;

    public Uri Address { get; private set; } = null!;

    /// <summary>From the start of the process until it said that it is ready.</summary>
    public TimeSpan StartDuration { get; private set; }

    /// <summary>What it has used of the processors so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<ChildServer> StartAsync(string assembly, string? input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(assembly);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var clock = Stopwatch.StartNew();
        var server = new ChildServer(Process.Start(start)!);
        if (input is not null)
            await server._process.StandardInput.WriteLineAsync(input);
        while (await server._process.StandardOutput.ReadLineAsync() is { } line)
        {
            var at = line.IndexOf(ReadyWords, StringComparison.Ordinal);
            if (at < 0)
                continue;
            server.StartDuration = clock.Elapsed;
            server.Address = new Uri(line[(at + ReadyWords.Length)..].Split([';', ',', ' '])[0]);
            _ = server._process.StandardOutput.ReadToEndAsync(); // else a full pipe would stop the server
            return server;
        }

        throw new InvalidOperationException($"{assembly} ended before it was ready.");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
