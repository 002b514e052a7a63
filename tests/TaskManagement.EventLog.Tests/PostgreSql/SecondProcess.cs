using System.Diagnostics;
using System.Globalization;
using TaskManagement.EventLog.Tests.Conformance;
using TaskManagement.TestKit.PostgreSql;

namespace TaskManagement.EventLog.Tests.PostgreSql;

/// <summary>
/// This assembly as a process of its own, which contends with that of the tests. The two speak over standard input and
/// output; it ends with them.
/// </summary>
internal sealed class SecondProcess : IAsyncDisposable
{
    private const string Ready = "ready";
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private SecondProcess(Process process) => _process = process;

    /// <summary>The process itself: opens the database, and appends when it is told to.</summary>
    public static async Task Main()
    {
        var connectionString = await Console.In.ReadLineAsync()
            ?? throw new InvalidOperationException("The connection string did not come.");
        var masterKey = await Console.In.ReadLineAsync()
            ?? throw new InvalidOperationException("The master key did not come.");
        var release = await Console.In.ReadLineAsync()
            ?? throw new InvalidOperationException("The release did not come.");
        await using var database = await Silos.StartAsync(
            PostgresServer.Settings(connectionString),
            masterKey,
            Sample.NotesOf(int.Parse(release, CultureInfo.InvariantCulture)));
        await Console.Out.WriteLineAsync(Ready);
        await Console.In.ReadLineAsync();
        await Contention.RunAsync(database.Log);
    }

    /// <summary>Starts it and waits until it has opened the database.</summary>
    /// <param name="release">The release of the notes that it knows.</param>
    public static async Task<SecondProcess> StartAsync(string connectionString, int release = 1)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SecondProcess).Assembly.Location])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var second = new SecondProcess(Process.Start(start)!);
        await second._process.StandardInput.WriteLineAsync(connectionString);
        await second._process.StandardInput.WriteLineAsync(Silos.MasterKey);
        await second._process.StandardInput.WriteLineAsync(release.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(Ready, await second._process.StandardOutput.ReadLineAsync().WaitAsync(EndTimeout));
        return second;
    }

    /// <summary>Lets it append, and waits until it has ended.</summary>
    public async Task RunAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        await _process.WaitForExitAsync().WaitAsync(EndTimeout);
        Assert.Equal(0, _process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
