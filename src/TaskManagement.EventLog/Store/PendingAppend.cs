using TaskManagement.Contracts.Bus;
using TaskManagement.EventLog.Database;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Store;

/// <summary>An append that waits for the writer.</summary>
internal sealed class PendingAppend(EncodedAppend append) : PendingWrite
{
    private readonly TaskCompletionSource<StoreOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StoreOutcome? _outcome;

    /// <summary>What waits.</summary>
    public EncodedAppend Append => append;

    /// <summary>What becomes of it.</summary>
    public Task<StoreOutcome> Outcome => _done.Task;

    /// <inheritdoc/>
    public override int Bytes { get; } =
        append.Streams.Sum(stream => stream.Events.Sum(@event => @event.Data.Length))
        + append.View.Sum(StatementValues.Bytes);

    /// <inheritdoc/>
    public override IReadOnlyList<StoredEvent> Events => _outcome is StoreOutcome.Written written ? written.Events : [];

    /// <summary>Keeps what is to be told when the batch is durable.</summary>
    public void Decide(AppendDecision decision) => _outcome = decision switch
    {
        AppendDecision.Accepted accepted => accepted.Outcome,
        AppendDecision.Refused refused => new StoreOutcome.NotWritten(refused.Why),
        _ => throw new InvalidOperationException($"A decision of {decision.GetType().Name}."),
    };

    /// <inheritdoc/>
    public override void Reject(Exception error) =>
        _outcome = new StoreOutcome.NotWritten(new AppendOutcome.RolledBack(error, MayRetry: false));

    /// <inheritdoc/>
    public override void Complete() => _done.SetResult(_outcome!);

    /// <inheritdoc/>
    public override void Fail(Exception error, bool outcomeUnknown) => _done.SetResult(new StoreOutcome.NotWritten(
        outcomeUnknown && _outcome is StoreOutcome.Written
            ? new AppendOutcome.Unknown(error)
            : new AppendOutcome.RolledBack(error, MayRetry: true)));
}
