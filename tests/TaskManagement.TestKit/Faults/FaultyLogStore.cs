using TaskManagement.EventLog.Log;
using TaskManagement.EventLog.Store;

namespace TaskManagement.TestKit.Faults;

/// <summary>A store whose appends fail when a test wants them to.</summary>
public sealed class FaultyLogStore(ILogStore inner, Func<WriteFault?> nextFault) : DecoratedLogStore(inner)
{
    /// <inheritdoc/>
    public override async Task<StoreOutcome> AppendAsync(EncodedAppend append)
    {
        var fault = nextFault();
        if (fault is WriteFault.BeforeCommit)
            return Why(new AppendOutcome.RolledBack(new InjectedFaultException(fault.Value), MayRetry: true));
        var outcome = await Inner.AppendAsync(append);
        return fault is WriteFault.ReplyLost && outcome is StoreOutcome.Written
            ? Why(new AppendOutcome.Unknown(new InjectedFaultException(fault.Value)))
            : outcome;
    }

    private static StoreOutcome.NotWritten Why(AppendOutcome outcome) => new(outcome);
}
