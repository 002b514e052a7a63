using TaskManagement.Api.Auth;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Telemetry.Metrics;

namespace TaskManagement.Api.Metrics;

/// <summary>The process in numbers, for Prometheus.</summary>
internal static class MetricsEndpoint
{
    public static void Map(IEndpointRouteBuilder root) => root
        .MapGet("/metrics", context => WriteAsync(context, context.RequestServices.GetRequiredService<MetricsPage>()))
        .RequireAuthorization(Policies.Metrics)
        .DisableHttpMetrics()
        .WithoutTrace()
        .ExcludeFromDescription();

    private static async Task WriteAsync(HttpContext context, MetricsPage page)
    {
        context.Response.ContentType = MetricsPage.ContentType;
        // Whole and then sent: a slow reader must not hold up the next one.
        using var text = new StringWriter();
        page.Write(text);
        await context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    }
}
