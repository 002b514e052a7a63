using System.Diagnostics;

namespace TaskManagement.Api.Conventions;

/// <summary>A request's trace (W3C Trace Context): the host's span, or what the client sent.</summary>
internal static class RequestTrace
{
    /// <summary>The <c>traceparent</c> to store with what the request changes; <c>null</c> for none.</summary>
    public static string? ParentOf(HttpContext context)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
            return activity.Id;
        // Without a listener the host opens no span, and what the client sent would be lost.
        string? sent = context.Request.Headers.TraceParent;
        return ActivityContext.TryParse(sent, traceState: null, out _) ? sent : null;
    }

    /// <summary>What a span of the request continues; without the id of a span where the trace begins here.</summary>
    public static ActivityContext OriginOf(HttpContext context)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } host)
        {
            return new(
                host.TraceId, host.ParentSpanId, host.ActivityTraceFlags, host.TraceStateString, isRemote: true);
        }

        var headers = context.Request.Headers;
        return ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out var sent)
            ? sent
            : new(ActivityTraceId.CreateRandom(), spanId: default, ActivityTraceFlags.None);
    }

    /// <summary>What finds the request in the log.</summary>
    public static string IdOf(HttpContext context) =>
        ActivityContext.TryParse(ParentOf(context), traceState: null, out var parsed)
            ? parsed.TraceId.ToHexString()
            : context.TraceIdentifier;
}
