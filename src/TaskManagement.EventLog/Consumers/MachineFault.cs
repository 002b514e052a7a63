using System.Data.Common;
using Orleans.Storage;
using TaskManagement.Contracts.Results;
using TaskManagement.EventLog.Database;

namespace TaskManagement.EventLog.Consumers;

/// <summary>
/// Tells a broken machine from a poison event. An event that fails because a database or a silo is away is not to
/// blame, however long that lasts: to bury it would lose effects in every outage.
/// </summary>
public static class MachineFault
{
    /// <summary>Whether the machine is to blame.</summary>
    public static bool Is(Exception error) => error switch
    {
        DatabaseWriteException write => !IsRejection(write),
        DatabaseReadException or DbException or IOException => true,
        AppendFailedException append => append.MayRetry,
        InconsistentStateException or TimeoutException or OperationCanceledException => true,
        SiloUnavailableException or OrleansMessageRejectionException => true,
        _ => false,
    };

    /// <summary>Whether the database would not have these rows: the data is to blame.</summary>
    public static bool IsRejection(DatabaseWriteException error) => !error.MayRetry && !error.OutcomeUnknown;
}
