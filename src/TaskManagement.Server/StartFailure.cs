using Microsoft.Extensions.Options;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.Server;

/// <summary>Turns a failed start into what an operator needs: which setting, and the fix. No stack trace.</summary>
internal static class StartFailure
{
    /// <summary>The message, or <c>null</c> where the failure is a bug that a stack trace should show.</summary>
    public static string? Describe(Exception error) => error switch
    {
        OptionsValidationException invalid => $"The settings are wrong:{Lines(invalid.Failures)}",
        StorageStartException storage => storage.Message,
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } inUse =>
            $"{inUse.Message} Another program listens there: stop it, or set Urls, as in --Urls=http://localhost:8081.",
        AggregateException { InnerExceptions.Count: 1 } single => Describe(single.InnerExceptions[0]),
        _ => null,
    };

    private static string Lines(IEnumerable<string> failures) =>
        string.Concat(failures.Select(failure => $"{Environment.NewLine}  - {failure}"));
}
