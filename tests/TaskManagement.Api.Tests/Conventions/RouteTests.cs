using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Api.Conventions.Routes;
using TaskManagement.Api.Tests.Hosting;
using TaskManagement.Contracts.Results;
using TaskManagement.Contracts.Users;
using TaskManagement.Contracts.Values;

namespace TaskManagement.Api.Tests.Conventions;

public sealed partial class RouteTests(ApiHost host) : IClassFixture<ApiHost>
{
    /// <summary>Whoever opens a route to everybody writes it down here.</summary>
    private static readonly string[] Open =
    [
        "/.well-known/jwks.json", "/api/v1/auth/login", "/api/v1/auth/logout", "/api/v1/auth/refresh",
        "/api/v1/auth/register", "/api/v1/feeds/{secret}.ics", "/health", "/health/live", "/health/ready",
        "/openapi/v1.json",
    ];

    private IEnumerable<RouteEndpoint> Endpoints =>
        host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    [Fact]
    public void Routes_WhenListed_ThenEachNamesItsPolicyOrIsKnownToBeOpen()
    {
        Assert.True(Endpoints.Count() > 30, "The routes were not found.");
        foreach (var endpoint in Endpoints)
        {
            var isOpen = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            var policy = endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy;
            Assert.True(isOpen || policy is not null, $"{endpoint.DisplayName} has no policy.");
            Assert.True(!isOpen || Open.Contains(PathOf(endpoint)), $"{endpoint.DisplayName} is open and not listed.");
        }
    }

    [Fact]
    public async Task Routes_WhenNobodyIsLoggedIn_ThenOnlyOpenOnesAnswer()
    {
        using var client = host.ClientWith(null);
        // Metrics are open to the machine itself, so the caller is elsewhere.
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        foreach (var endpoint in Endpoints.Where(endpoint => !Open.Contains(PathOf(endpoint))))
        {
            using var response = await client.SendAsync(RequestTo(endpoint));
            Assert.Equal(401, (int)response.StatusCode);
            // An answer to HEAD has no body that could say more.
            if (!IsHead(endpoint))
                await ApiHost.ProblemOfAsync(response, 401, "unauthenticated");
        }
    }

    [Fact]
    public async Task Routes_WhenBodyIsExpected_ThenNoneIsUnsupportedAndNonsenseIsRefused()
    {
        // Dates of an imported file are read in the caller's own zone.
        host.Grains.When<IUserGrain>(nameof(IUserGrain.Get), _ => Task.FromResult<Result<UserProfile>>(new UserProfile(
            new UserId(host.User), "a@example.org", "a", "A", "B", [], UserPreferences.Default, default, null, 1)));
        foreach (var endpoint in Endpoints.Where(NeedsBody))
        {
            using var none = await host.Client.SendAsync(RequestTo(endpoint));
            Assert.True((int)none.StatusCode == 415, $"{PathOf(endpoint)} answered {none.StatusCode}");
            await ApiHost.ProblemOfAsync(none, 415, "media_type_unsupported");
            var request = RequestTo(endpoint);
            request.Content = new StringContent(
                "7", MediaTypeHeaderValue.Parse(DescriptionOf(endpoint)!.MediaTypes[0]));
            using var other = await host.Client.SendAsync(request);
            Assert.True((int)other.StatusCode == 400, $"{PathOf(endpoint)} answered {other.StatusCode}");
        }
    }

    [Fact]
    public async Task Routes_WhenParameterIsUnknown_ThenRefusedByName()
    {
        foreach (var endpoint in Endpoints.Where(endpoint => DescriptionOf(endpoint) is not null && !IsHead(endpoint)))
        {
            using var response = await host.Client.SendAsync(RequestTo(endpoint, "?colour=red"));
            var problem = await ApiHost.ProblemOfAsync(response, 400, "validation_failed");
            Assert.True(problem.GetProperty("errors").TryGetProperty("colour", out _), PathOf(endpoint));
        }
    }

    private static RouteDescription? DescriptionOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<RouteDescription>();

    private static bool NeedsBody(RouteEndpoint endpoint) =>
        DescriptionOf(endpoint) is { Body: not null, BodyIsOptional: false };

    private static bool IsHead(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods is ["HEAD"];

    private static HttpRequestMessage RequestTo(RouteEndpoint endpoint, string query = "")
    {
        var method = endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Single();
        var path = Parameter().Replace(PathOf(endpoint), Guid.CreateVersion7().ToString());
        return new HttpRequestMessage(new HttpMethod(method), path + query);
    }

    private static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
