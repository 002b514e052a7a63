using Microsoft.Extensions.Logging;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;
using TaskManagement.EventLog.Telemetry;

namespace TaskManagement.EventLog.PostgreSql;

/// <summary>
/// A writer of the process. It takes all appends that wait into one transaction, so that they share round trips and the
/// wait for the disk. Where the data of one is to blame for an error, each runs again alone.
/// </summary>
internal sealed class PostgreSqlWriter(
    PostgreSqlConnections connections,
    AppendDecider decider,
    WriterShares shares,
    CommitFeed feed,
    StorageOptions options,
    CommitTelemetry telemetry,
    ILogger logger)
{
    private readonly WriteQueue<PendingAppend> _queue = new(options);
    private Task _pump = Task.CompletedTask;

    /// <summary>How many appends wait for it.</summary>
    public int QueueLength => _queue.Length;

    /// <summary>Begins to write, on this scheduler.</summary>
    public void Start(TaskScheduler scheduler) => _pump = Task.Factory.StartNew(
        PumpAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap();

    /// <summary>Puts an append into the queue; waits while the queue is full.</summary>
    public Task EnqueueAsync(PendingAppend append) => _queue.EnqueueAsync(append);

    /// <summary>Takes no more appends, and ends when all that wait are written.</summary>
    public Task FlushAsync()
    {
        _queue.Close();
        return _pump;
    }

    private async Task PumpAsync()
    {
        while (await _queue.WaitAsync())
        {
            var members = _queue.Take();
            // What a batch waits for the other writer is part of what its appends wait for.
            var began = telemetry.Begin();
            using var held = await shares.TakeAsync(members);
            telemetry.Ended(began, members.Count, await WriteAsync(members));
        }
    }

    /// <summary>Writes them; false where that did not succeed with all of them at once.</summary>
    private async Task<bool> WriteAsync(IReadOnlyList<PendingAppend> members)
    {
        var transaction = new AppendTransaction(decider, members);
        try
        {
            await using var connection = await connections.OpenAsync();
            await transaction.RunAsync(connection);
        }
        catch (Exception error) when (PostgreSqlErrors.IsOfOneMember(error))
        {
            await RefuseAsync(members, error);
            return false;
        }
        catch (Exception error)
        {
            Fail(members, error, transaction.HasSentCommit && !PostgreSqlErrors.IsCertain(error));
            return false;
        }

        feed.Tell(members.SelectMany(member => member.Events));
        foreach (var member in members)
            member.Complete();
        return true;
    }

    private async Task RefuseAsync(IReadOnlyList<PendingAppend> members, Exception error)
    {
        if (members is [var culprit])
        {
            logger.LogWarning(error, "An append was refused by the database for its data; nothing of it was written.");
            culprit.Reject(error);
            culprit.Complete();
            return;
        }

        foreach (var member in members)
            await WriteAsync([member]);
    }

    private void Fail(IReadOnlyList<PendingAppend> members, Exception error, bool outcomeUnknown)
    {
        logger.LogError(error, "A batch of {Writes} appends failed.", members.Count);
        connections.Forget(error);
        foreach (var member in members)
            member.Fail(error, outcomeUnknown);
    }
}
