using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using TaskManagement.Hosting;

namespace TaskManagement.Api;

/// <summary>Says why a front end could not start, in words for an operator.</summary>
public static class ApiStartFailure
{
    private const string UrlsExample = "set Urls, as in --Urls=http://localhost:8081";

    /// <summary>The message, or <c>null</c> where the failure is a bug that a stack trace should show.</summary>
    public static string? Describe(Exception error) => error switch
    {
        IOException { InnerException: AddressInUseException } inUse =>
            $"{inUse.Message} Another program listens there: stop it, or {UrlsExample}.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } denied =>
            $"The address may not be listened at: {denied.Message}. Take a port above 1023: {UrlsExample}.",
        FormatException url => $"The setting Urls is wrong: {url.Message} Instead {UrlsExample}.",
        AggregateException { InnerExceptions.Count: 1 } single => Describe(single.InnerExceptions[0]),
        _ => StartFailure.Describe(error),
    };
}
