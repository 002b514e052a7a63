using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using TaskManagement.Api.Auth;
using TaskManagement.Telemetry;

namespace TaskManagement.Api.Metrics;

/// <summary>Whoever may read the metrics, as <c>Telemetry:Metrics</c> has it.</summary>
internal sealed class MetricsReadersRequirement : IAuthorizationRequirement;

/// <summary>
/// Lets in administrators, and who calls from this machine: what a proxy on it passes on comes from elsewhere.
/// </summary>
internal sealed class MetricsReadersHandler(IOptions<TelemetryOptions> options)
    : AuthorizationHandler<MetricsReadersRequirement>
{
    protected override Task HandleRequirementAsync(
        AuthorizationHandlerContext context, MetricsReadersRequirement requirement)
    {
        var mayRead = options.Value.Metrics switch
        {
            MetricsReaders.Anyone => true,
            MetricsReaders.Nobody => false,
            _ => CallerClaims.CallerOf(context.User).IsAdministrator
                || (context.Resource is HttpContext http && IsLocal(http)),
        };
        if (mayRead)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } caller
        && IPAddress.IsLoopback(caller)
        && !http.Request.Headers.ContainsKey("Forwarded")
        && !http.Request.Headers.ContainsKey("X-Forwarded-For")
        // What ASP.NET Core leaves behind where it took the caller's address from such a header, whoever wrote it.
        && !http.Request.Headers.ContainsKey("X-Original-For");
}
