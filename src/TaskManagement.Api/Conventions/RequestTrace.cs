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

    /// <summary>What finds the request in the log.</summary>
    public static string IdOf(HttpContext context) =>
        ActivityContext.TryParse(ParentOf(context), traceState: null, out var parsed)
            ? parsed.TraceId.ToHexString()
            : context.TraceIdentifier;
}
