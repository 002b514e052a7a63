using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TaskManagement.Api.Conventions.Json;
using TaskManagement.Api.Conventions.Routes;

namespace TaskManagement.Api.Health;

/// <summary>Probes: live says that the process answers, ready that it can do its work.</summary>
internal static class HealthEndpoints
{
    /// <summary>The tag of checks that readiness asks.</summary>
    public const string Ready = "ready";

    public static void Map(IEndpointRouteBuilder root)
    {
        Map(root, "/health", _ => true);
        Map(root, "/health/live", _ => false);
        Map(root, "/health/ready", check => check.Tags.Contains(Ready));
    }

    private static void Map(IEndpointRouteBuilder root, string path, Func<HealthCheckRegistration, bool> asks) =>
        root.MapHealthChecks(path, Options(asks)).AllowAnonymous().WithoutTrace();

    private static HealthCheckOptions Options(Func<HealthCheckRegistration, bool> asks) => new()
    {
        Predicate = asks,
        ResponseWriter = WriteAsync,
    };

    /// <summary>Names and states only: what a check found out is for the log.</summary>
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        var body = new HealthBody(
            NameOf(report.Status),
            report.Entries.ToDictionary(entry => entry.Key, entry => NameOf(entry.Value.Status)));
        return JsonSerializer.SerializeAsync(context.Response.Body, body, ApiJson.Options, context.RequestAborted);
    }

    private static string NameOf(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };

    private sealed record HealthBody(string Status, IReadOnlyDictionary<string, string> Checks);
}
