using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;

namespace TaskManagement.EventLog.Sqlite;

/// <summary>An append that waits for the writer.</summary>
internal sealed class PendingAppend(EncodedAppend append, SqliteAppender appender) : PendingWrite
{
    private readonly TaskCompletionSource<StoreOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StoreOutcome? _outcome;

    /// <summary>What becomes of it.</summary>
    public Task<StoreOutcome> Outcome => _done.Task;

    public override int Bytes { get; } =
        append.Streams.Sum(stream => stream.Events.Sum(@event => @event.Data.Length))
        + append.View.Sum(SqliteValues.Bytes);

    public override IReadOnlyList<StoredEvent> Events => _outcome is StoreOutcome.Written written ? written.Events : [];

    public override bool Apply(SqliteSession session)
    {
        _outcome = appender.Apply(session, append);
        return _outcome is StoreOutcome.Written;
    }

    public override void Reject(Exception error) =>
        _outcome = new StoreOutcome.NotWritten(new AppendOutcome.RolledBack(error, MayRetry: false));

    public override void Complete() => _done.SetResult(_outcome!);

    public override void Fail(Exception error, bool outcomeUnknown) => _done.SetResult(new StoreOutcome.NotWritten(
        outcomeUnknown && _outcome is StoreOutcome.Written
            ? new AppendOutcome.Unknown(error)
            : new AppendOutcome.RolledBack(error, MayRetry: true)));
}
