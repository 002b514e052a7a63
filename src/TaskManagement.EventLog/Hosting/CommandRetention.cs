using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Hosting;

/// <summary>Forgets outcomes of commands that are too old to be repeated, a slice at a time.</summary>
internal sealed class CommandRetention(
    IDatabase database,
    IEnumerable<CommandRows> rowsOfOthers,
    TimeProvider time,
    TaskScheduler scheduler,
    IOptions<StorageOptions> options,
    ILogger<CommandRetention> logger) : IHostedService, IDisposable
{
    private const string CountOld = "SELECT count(*) FROM (SELECT 1 FROM commands WHERE at < @p0 LIMIT @p1) AS old";

    private const string DeleteOld = """
        DELETE FROM commands WHERE command_id IN (SELECT command_id FROM commands WHERE at < @p0 ORDER BY at LIMIT @p1)
        """;

    private static readonly CommandRows OfTheLog = new(
        (before, limit) => new Statement(CountOld, before, limit),
        (before, limit) => new Statement(DeleteOld, before, limit));

    private readonly BackgroundLoops _loops = new(scheduler);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loops.Start(RunAsync);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _loops.StopAsync(cancellationToken);

    public void Dispose() => _loops.Dispose();

    /// <summary>Deletes all that is too old.</summary>
    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - TimeSpan.FromHours(options.Value.CommandsKeptHours);
        await SweepAsync(OfTheLog, before, cancellationToken);
        foreach (var rows in rowsOfOthers)
            await SweepAsync(rows, before, cancellationToken);
    }

    private async Task SweepAsync(CommandRows rows, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var slice = options.Value.CommandsSweepRowsMax;
        while (!cancellationToken.IsCancellationRequested)
        {
            var found = await database.ReadAsync(rows.CountOld(before, slice), row => row.GetInt64(0));
            if (found[0] == 0)
                return;
            await database.WriteAsync([rows.DeleteOld(before, slice)]);
        }
    }

    private async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.Value.CommandsSweepMinutes), time);
        do
            await TrySweepAsync(stop);
        while (await timer.WaitForNextTickAsync(stop));
    }

    private async Task TrySweepAsync(CancellationToken stop)
    {
        try
        {
            await SweepAsync(stop);
        }
        catch (Exception error) when (error is DatabaseWriteException or DatabaseReadException)
        {
            logger.LogWarning(error, "Old outcomes of commands were not deleted; the next round will.");
        }
    }
}
