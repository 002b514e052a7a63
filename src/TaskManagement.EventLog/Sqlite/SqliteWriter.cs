using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using TaskManagement.EventLog.Hosting;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;
using TaskManagement.EventLog.Telemetry;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>
/// The one writer of the process. It takes all that waits into one transaction, so that many writes share the wait for
/// the disk. Each member has a savepoint: what is wrong with one does not touch the others.
/// </summary>
internal sealed class SqliteWriter(
    SqliteSession session,
    PartitionHeads heads,
    CommitFeed feed,
    StorageOptions options,
    CommitTelemetry telemetry,
    ILogger logger)
{
    private readonly WriteQueue<SqliteWrite> _queue = new(options);
    private List<SqliteWrite> _batch = [];
    private Task _pump = Task.CompletedTask;
    private bool _headsAreStale;

    /// <summary>Begins to write, on this scheduler.</summary>
    public void Start(TaskScheduler scheduler)
    {
        telemetry.Watch(() => _queue.Length);
        _pump = Task.Factory.StartNew(
            PumpAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap();
    }

    /// <summary>Puts a write into the queue; waits while the queue is full.</summary>
    public Task EnqueueAsync(SqliteWrite write) => _queue.EnqueueAsync(write);

    /// <summary>Takes no more writes, and ends when all that wait are written.</summary>
    public Task FlushAsync()
    {
        _queue.Close();
        return _pump;
    }

    private async Task PumpAsync()
    {
        while (await _queue.WaitAsync())
        {
            _batch = _queue.Take();
            var began = telemetry.Begin();
            telemetry.Ended(began, _batch.Count, committed: Write());
        }
    }

    private bool Write()
    {
        try
        {
            session.Execute("BEGIN IMMEDIATE");
            ReloadHeads();
            foreach (var member in _batch)
                Apply(member);
            heads.Save(session);
        }
        catch (Exception error)
        {
            Fail(error, outcomeUnknown: false);
            return false;
        }

        try
        {
            session.Execute("COMMIT");
        }
        catch (Exception error)
        {
            Fail(error, outcomeUnknown: !SqliteErrors.IsCertainAtCommit(error));
            return false;
        }

        feed.Tell(_batch.SelectMany(member => member.Events));
        foreach (var member in _batch)
            member.Complete();
        return true;
    }

    /// <summary>
    /// After a batch that failed, the heads in memory may be ahead of the database: writing on from them would leave a
    /// hole in the sequence, at which every reader would stop.
    /// </summary>
    private void ReloadHeads()
    {
        if (!_headsAreStale)
            return;
        heads.Load(session);
        _headsAreStale = false;
    }

    private void Apply(SqliteWrite member)
    {
        session.Execute("SAVEPOINT member");
        try
        {
            if (!member.Apply(session))
                session.Execute("ROLLBACK TO member");
        }
        catch (Exception error) when (SqliteErrors.IsOfOneMember(error) && session.InTransaction)
        {
            logger.LogWarning(error, "A write was refused by the database for its data; nothing of it was written.");
            session.Execute("ROLLBACK TO member");
            member.Reject(error);
        }

        session.Execute("RELEASE member");
    }

    private void Fail(Exception error, bool outcomeUnknown)
    {
        logger.LogError(error, "A batch of {Writes} writes was rolled back.", _batch.Count);
        _headsAreStale = true;
        try
        {
            if (session.InTransaction)
                session.Execute("ROLLBACK");
        }
        catch (SqliteException second)
        {
            // The next batch meets the same trouble at its first statement, and reports it to its own members.
            logger.LogError(second, "The rollback failed as well.");
        }

        foreach (var member in _batch)
            member.Fail(error, outcomeUnknown);
    }
}
