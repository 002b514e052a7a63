using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;
using TaskManagement.EventLog.Telemetry;

namespace TaskManagement.EventLog.PostgreSql;

/// <summary>The writers of the process; an append goes to the one that its first stream's partition falls to.</summary>
internal sealed class PostgreSqlWriters
{
    private readonly WriterShares _shares;
    private readonly CommitTelemetry _telemetry;
    private readonly ImmutableArray<PostgreSqlWriter> _writers;

    public PostgreSqlWriters(
        PostgreSqlConnections connections,
        AppendDecider decider,
        CommitFeed feed,
        StorageOptions options,
        CommitTelemetry telemetry,
        ILogger logger)
    {
        _shares = new WriterShares(options.Writers, decider);
        _telemetry = telemetry;
        _writers =
        [
            .. Enumerable.Range(0, options.Writers).Select(_ => new PostgreSqlWriter(
                connections, decider, _shares, feed, options, telemetry, logger)),
        ];
    }

    /// <summary>Begins to write, on this scheduler.</summary>
    public void Start(TaskScheduler scheduler)
    {
        _telemetry.Watch(() => _writers.Sum(writer => writer.QueueLength));
        foreach (var writer in _writers)
            writer.Start(scheduler);
    }

    /// <summary>Puts an append into its writer's queue; waits while that is full.</summary>
    public Task EnqueueAsync(PendingAppend append) => _writers[_shares.WriterOf(append.Append)].EnqueueAsync(append);

    /// <summary>Takes no more appends, and ends when all that wait are written.</summary>
    public Task FlushAsync() => Task.WhenAll(_writers.Select(writer => writer.FlushAsync()));
}
