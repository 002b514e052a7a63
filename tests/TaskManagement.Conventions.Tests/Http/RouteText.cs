using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TaskManagement.Server;

namespace TaskManagement.Conventions.Tests.Http;

/// <summary>The routes of the real server, which is put together and not started.</summary>
internal static class RouteText
{
    /// <summary>Every endpoint, in order of its path.</summary>
    public static IReadOnlyList<RouteEndpoint> Endpoints { get; } = Collect();

    /// <summary>Method, path and policy of every route.</summary>
    public static IEnumerable<string> Lines() =>
    [
        "# Routes: method, path, policy. Written by RouteTests.",
        .. Endpoints.SelectMany(endpoint => Methods(endpoint).Select(method =>
            $"{method,-6} {endpoint.RoutePattern.RawText} {Policy(endpoint) ?? "none"}")),
    ];

    /// <summary>The name of the policy, "anonymous" where that is said, otherwise nothing.</summary>
    public static string? Policy(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return "anonymous";
        var policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy);
        return string.Join(" and ", policies.OfType<string>().Distinct()) is { Length: > 0 } named ? named : null;
    }

    private static IReadOnlyList<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["any"];

    private static List<RouteEndpoint> Collect()
    {
        var data = Directory.CreateTempSubdirectory("conventions-");
        try
        {
            using var application = ServerApplication.Create([$"--Storage:Path={data.FullName}"]);
            return
            [
                .. ((IEndpointRouteBuilder)application).DataSources.SelectMany(source => source.Endpoints)
                    .OfType<RouteEndpoint>()
                    .OrderBy(endpoint => endpoint.RoutePattern.RawText, StringComparer.Ordinal)
                    .ThenBy(endpoint => Methods(endpoint)[0], StringComparer.Ordinal),
            ];
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
