using Orleans.Runtime;
using Orleans.Storage;
using TaskManagement.Contracts.Results;

namespace TaskManagement.Api.Conventions;

/// <summary>Tells exceptions of grain calls apart by what they leave behind.</summary>
internal static class FailureKinds
{
    /// <summary>Whether the command may have been carried out; only the same CommandId may be sent again.</summary>
    public static bool LeavesOutcomeUnknown(Exception error) => error
        is InconsistentStateException
        or TimeoutException
        or OrleansMessageRejectionException; // the base of SiloUnavailableException

    /// <summary>Whether nothing was written and the same may succeed later.</summary>
    public static bool WroteNothing(Exception error) => error is AppendFailedException { MayRetry: true };

    /// <summary>Whether the machine, not the request, is to blame, and may recover.</summary>
    public static bool IsTransient(Exception error) => LeavesOutcomeUnknown(error) || WroteNothing(error);
}
