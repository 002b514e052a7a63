using TaskManagement.Api.Conventions.Problems;

namespace TaskManagement.Api.Conventions;

/// <summary>
/// Answers what no route of ours takes before anybody is asked to log in: the address is unknown (404), or routing has
/// put an answer of its own in place of a route (405).
/// </summary>
internal sealed class UnroutedMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) => context.GetEndpoint() switch
    {
        null => throw new ProblemException(ApiProblems.RouteNotFound),
        RouteEndpoint => next(context),
        var other => other.RequestDelegate!(context),
    };
}
