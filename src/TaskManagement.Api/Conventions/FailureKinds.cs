using Orleans.Runtime;
using Orleans.Storage;
using TaskManagement.Blobs;
using TaskManagement.Contracts.Results;

namespace TaskManagement.Api.Conventions;

/// <summary>Tells exceptions of grain calls apart by what they leave behind.</summary>
internal static class FailureKinds
{
    /// <summary>
    /// Whether the command may have been carried out; only the same CommandId may be sent again. A read that failed
    /// says nothing about it, since some come after the commit.
    /// </summary>
    public static bool LeavesOutcomeUnknown(Exception error) => Cause(error)
        is InconsistentStateException
        or TimeoutException
        or DatabaseReadException
        or DatabaseWriteException { OutcomeUnknown: true }
        or OrleansMessageRejectionException; // the base of SiloUnavailableException

    /// <summary>Whether the storage did not take what was to be written, and may take it later.</summary>
    public static bool WroteNothing(Exception error) => Cause(error)
        is AppendFailedException { MayRetry: true }
        or DatabaseWriteException { MayRetry: true, OutcomeUnknown: false };

    /// <summary>Whether a question was not answered because the storage is away.</summary>
    public static bool IsOfStorage(Exception error) =>
        WroteNothing(error) || Cause(error) is DatabaseReadException or BlobStoreUnavailableException;

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
