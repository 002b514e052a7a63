using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Log;

namespace TaskManagement.EventLog.Grains;

/// <summary>The one home of appends that did not come to an answer: what a grain throws for them.</summary>
public static class AppendFailure
{
    /// <summary>The exception for an outcome that is neither an answer nor a reason to decide again.</summary>
    /// <param name="outcome">What became of the append.</param>
    /// <param name="stream">Its first stream.</param>
    public static Exception Of(AppendOutcome outcome, StreamName stream) => outcome switch
    {
        // It leaves the grain as it is: the activation is dropped and the next one reads what really happened.
        // No inner exception, since a database's own type does not survive the wire.
        AppendOutcome.Unknown unknown => new Orleans.Storage.InconsistentStateException(
            $"Whether the append to {stream} was committed is not known: {unknown.Error.Message}"),
        AppendOutcome.RolledBack rolledBack => new AppendFailedException(
            $"The append to {stream} was rolled back: {rolledBack.Error.Message}", rolledBack.MayRetry),
        _ => new InvalidOperationException($"The append to {stream} came to {outcome.GetType().Name}."),
    };
}
