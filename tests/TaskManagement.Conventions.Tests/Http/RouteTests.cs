using Microsoft.AspNetCore.Http;
using TaskManagement.Conventions.Tests.Sources;

namespace TaskManagement.Conventions.Tests.Http;

public sealed class RouteTests
{
    [Fact]
    public void Routes_WhenMapped_ThenHaveAnExplicitPolicy() => Findings.AssertNone(
        from endpoint in RouteText.Endpoints
        where RouteText.Policy(endpoint) is null
        select new Finding(
            endpoint.RoutePattern.RawText!, 0,
                "say who may call it: RequireAuthorization(policy) or AllowAnonymous()"));

    [Fact]
    public void Routes_WhenCompared_ThenAreAsReviewed() => ReviewedText.AssertUnchanged(
        "routes.txt", RouteText.Lines(), "Clients call these routes, and their policies keep strangers out.");

    [Fact]
    public void Policy_WhenARouteSaysNothing_ThenIsNone()
    {
        RequestDelegate nothing = _ => Task.CompletedTask;
        var metadata = new EndpointMetadataCollection();
        Assert.Null(RouteText.Policy(new Endpoint(nothing, metadata, "silent")));
    }
}
