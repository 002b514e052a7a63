using Microsoft.AspNetCore.Mvc;

namespace TaskManagement.Api.Conventions.Routes;

/// <summary>A route's handler: it reads what it needs of the request, calls a grain and answers.</summary>
internal delegate Task<Answer> ApiHandler(ApiRequest request);

/// <summary>Maps routes. Handlers are plain delegates, so that a start compiles no parameter binding.</summary>
internal static class ApiRoutes
{
    public const string Prefix = "/api/v1";

    public static IEndpointConventionBuilder MapRead(
        this IEndpointRouteBuilder routes, string pattern, ApiHandler handler, RouteDescription description) =>
        routes.Map(HttpMethods.Get, pattern, handler, description);

    /// <summary>Maps HEAD beside a read, for content whose size one may want to know first.</summary>
    public static IEndpointConventionBuilder MapHead(
        this IEndpointRouteBuilder routes, string pattern, ApiHandler handler, RouteDescription description) =>
        routes.Map(HttpMethods.Head, pattern, handler, description);

    public static IEndpointConventionBuilder MapWrite(
        this IEndpointRouteBuilder routes,
        string method,
        string pattern,
        ApiHandler handler,
        RouteDescription description) =>
        routes.Map(method, pattern, handler, description with { IsWrite = true });

    private static IEndpointConventionBuilder Map(
        this IEndpointRouteBuilder routes,
        string method,
        string pattern,
        ApiHandler handler,
        RouteDescription description)
    {
        RequestDelegate run = context => RunAsync(context, handler, description);
        return routes.MapMethods(pattern, [method], run)
            // The explorer that feeds the OpenAPI document only lists endpoints that name a method.
            .WithMetadata(run.Method, description)
            .WithMetadata([
                .. description.OtherStatuses.Prepend(description.Status).Select(status =>
                    new ProducesResponseTypeAttribute(description.Answer ?? typeof(void), status)),
            ])
            .WithName(description.Name ?? NameOf(handler));
    }

    private static string NameOf(ApiHandler handler) =>
        handler.Method.DeclaringType!.Name.Replace("Endpoints", "", StringComparison.Ordinal) + handler.Method.Name;

    private static async Task RunAsync(HttpContext context, ApiHandler handler, RouteDescription description)
    {
        var request = new ApiRequest(context, description);
        request.Query.RefuseUnknown(description.Query);
        var answer = await handler(request);
        await answer.WriteAsync(context);
    }
}
