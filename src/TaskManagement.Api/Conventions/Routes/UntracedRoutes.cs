using System.Diagnostics;

namespace TaskManagement.Api.Conventions.Routes;

/// <summary>Routes whose requests are no traces: probes come every few seconds, and tell nothing.</summary>
internal static class UntracedRoutes
{
    /// <summary>Makes the route one of them.</summary>
    public static TBuilder WithoutTrace<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder
    {
        route.Finally(endpoint =>
        {
            var answer = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                Drop(Activity.Current);
                return answer(context);
            };
        });
        return route;
    }

    /// <summary>The span has begun before the route was known; only what is recorded is sent.</summary>
    private static void Drop(Activity? request)
    {
        if (request is null)
            return;
        request.IsAllDataRequested = false;
        request.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
