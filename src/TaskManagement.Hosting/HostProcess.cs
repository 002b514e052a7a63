using Microsoft.Extensions.Hosting;

namespace TaskManagement.Hosting;

/// <summary>A host that runs as a process of its own.</summary>
public static class HostProcess
{
    /// <summary>Runs it until it is asked to stop.</summary>
    /// <param name="create">Builds the host.</param>
    /// <param name="describe">
    /// What to tell an operator of a failed start; <c>null</c> where it is a bug that a stack trace should show.
    /// </param>
    /// <returns>The exit code: that of the environment where a part of the host stopped it for a failure.</returns>
    public static async Task<int> RunAsync(Func<IHost> create, Func<Exception, string?> describe)
    {
        try
        {
            var host = create();
            await using var _ = (IAsyncDisposable)host;
            await StartAsync(host);
            await host.WaitForShutdownAsync();
            return Environment.ExitCode;
        }
        catch (Exception error) when (describe(error) is { } message)
        {
            await Console.Error.WriteLineAsync(message);
            return 1;
        }
    }

    /// <summary>
    /// Stops what has started where the rest could not: a silo that just ended would be a member of its cluster until
    /// the others had noticed.
    /// </summary>
    private static async Task StartAsync(IHost host)
    {
        try
        {
            await host.StartAsync();
        }
        catch
        {
            await TryStopAsync(host);
            throw;
        }
    }

    private static async Task TryStopAsync(IHost host)
    {
        try
        {
            await host.StopAsync();
        }
        catch (Exception)
        {
            // A part that never started may object to being stopped. Why the start failed is the news.
        }
    }
}
