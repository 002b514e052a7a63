using TaskManagement.EventLog.Hosting;
using TaskManagement.Hosting;

namespace TaskManagement.Silo;

/// <summary>Says why a silo could not start, in words for an operator.</summary>
public static class SiloStartFailure
{
    /// <summary>The message, or <c>null</c> where the failure is a bug that a stack trace should show.</summary>
    public static string? Describe(Exception error) => error switch
    {
        StorageStartException storage => storage.Message,
        AggregateException { InnerExceptions.Count: 1 } single => Describe(single.InnerExceptions[0]),
        _ => StartFailure.Describe(error),
    };
}
