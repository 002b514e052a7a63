using System.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using TaskManagement.Telemetry.Export;

namespace TaskManagement.Api.Conventions;

/// <summary>
/// A span of each request whose trace is recorded. Once anybody listened to the host's own spans, every request would
/// pay for it; so nobody does, and this span stands in the place of the host's.
/// </summary>
internal sealed class TraceMiddleware(RequestDelegate next, TraceShare share)
{
    private static readonly ActivitySource Spans = new("TaskManagement.Api");

    public Task InvokeAsync(HttpContext context)
    {
        if (!Spans.HasListeners())
            return next(context);
        var origin = Decided(RequestTrace.OriginOf(context));
        return origin.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? TraceAsync(context, origin) : next(context);
    }

    /// <summary>Where a client sent the trace, it has decided; of those that begin here a share is recorded.</summary>
    private ActivityContext Decided(ActivityContext origin) =>
        origin.SpanId == default && share.Records(origin.TraceId)
            ? new(origin.TraceId, default, ActivityTraceFlags.Recorded)
            : origin;

    private async Task TraceAsync(HttpContext context, ActivityContext origin)
    {
        using var span = Spans.StartActivity("request", ActivityKind.Server, origin);
        try
        {
            await next(context);
        }
        finally
        {
            if (span is { IsAllDataRequested: true })
                Describe(span, context);
        }
    }

    /// <summary>Of the request the route alone is told: its path and its method are the client's words.</summary>
    private static void Describe(Activity span, HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<IRouteDiagnosticsMetadata>()?.Route is { } route)
        {
            span.DisplayName = $"{context.Request.Method} {route}";
            span.SetTag("http.request.method", context.Request.Method);
            span.SetTag("http.route", route);
        }

        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
    }
}
