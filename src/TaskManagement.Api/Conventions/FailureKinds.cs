using Orleans.Runtime;
using Orleans.Storage;
using TaskManagement.Contracts.Results;

namespace TaskManagement.Api.Conventions;

/// <summary>Tells exceptions of grain calls apart by what they leave behind.</summary>
internal static class FailureKinds
{
    /// <summary>Whether the command may have been carried out; only the same CommandId may be sent again.</summary>
    public static bool LeavesOutcomeUnknown(Exception error) => Cause(error)
        is InconsistentStateException
        or TimeoutException
        or DatabaseWriteException { OutcomeUnknown: true }
        or OrleansMessageRejectionException; // the base of SiloUnavailableException

    /// <summary>Whether the storage is away, so that nothing was written and the same may succeed later.</summary>
    public static bool IsOfStorage(Exception error) => Cause(error)
        is AppendFailedException { MayRetry: true }
        or DatabaseReadException
        or DatabaseWriteException { MayRetry: true, OutcomeUnknown: false };

    /// <summary>Whether the machine, not the request, is to blame, and may recover.</summary>
    public static bool IsTransient(Exception error) => LeavesOutcomeUnknown(error) || IsOfStorage(error);

    /// <summary>The runtime wraps what storage throws when a grain is made or its state is read or written.</summary>
    private static Exception Cause(Exception error) => error is OrleansException
    {
        InnerException: (AppendFailedException or DatabaseReadException or DatabaseWriteException) and var cause,
    }
        ? cause
        : error;
}
