using Microsoft.AspNetCore.Http.Timeouts;

namespace TaskManagement.Api.Conventions.Routes;

/// <summary>How long requests may take.</summary>
internal static class RouteTimeouts
{
    /// <summary>503 after so many seconds; the outermost layer writes the problem.</summary>
    public static RequestTimeoutPolicy After(int seconds) => new()
    {
        Timeout = TimeSpan.FromSeconds(seconds),
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
    };
}
