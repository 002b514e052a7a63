using System.Net.Sockets;
using Microsoft.Extensions.Options;
using TaskManagement.EventLog.Hosting;

namespace TaskManagement.Server;

/// <summary>Turns a failed start into what an operator needs: which setting, and the fix. No stack trace.</summary>
internal static class StartFailure
{
    private const string Binder = "Microsoft.Extensions.Configuration.Binder";
    private const string UrlsExample = "set Urls, as in --Urls=http://localhost:8081";

    /// <summary>The message, or <c>null</c> where the failure is a bug that a stack trace should show.</summary>
    public static string? Describe(Exception error) => error switch
    {
        OptionsValidationException invalid => $"The settings are wrong:{Lines(invalid.Failures)}",
        StorageStartException storage => storage.Message,
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } inUse =>
            $"{inUse.Message} Another program listens there: stop it, or {UrlsExample}.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } denied =>
            $"The address may not be listened at: {denied.Message}. Take a port above 1023: {UrlsExample}.",
        FormatException url => $"The setting Urls is wrong: {url.Message} Instead {UrlsExample}.",
        InvalidOperationException { Source: Binder } unbound =>
            $"A setting is misspelt or of the wrong type: {unbound.Message} See the settings in README.",
        AggregateException { InnerExceptions.Count: 1 } single => Describe(single.InnerExceptions[0]),
        _ => null,
    };

    private static string Lines(IEnumerable<string> failures) =>
        string.Concat(failures.Select(failure => $"{Environment.NewLine}  - {failure}"));
}
