namespace TaskManagement.Api.Conventions.Routes;

/// <summary>Routes whose address is a secret: no log and no trace may hold it.</summary>
internal static class SecretAddresses
{
    /// <summary>Categories that write the path of every request at some level below warnings.</summary>
    private static readonly string[] PathLoggers =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics",
        "Microsoft.AspNetCore.Routing.Matching.DfaMatcher",
    ];

    /// <summary>Makes the route one of them.</summary>
    public static TBuilder WithSecretAddress<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new SecretAddress());

    /// <summary>What logs may say of where a request goes: the path, or the route where the path is a secret.</summary>
    public static string PathOf(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<SecretAddress>() is not null
            ? endpoint.RoutePattern.RawText!
            : context.Request.Path;

    /// <summary>Keeps the framework from logging paths itself, whatever level it is set to.</summary>
    public static IServiceCollection AddSecretAddresses(this IServiceCollection services) =>
        services.PostConfigure<LoggerFilterOptions>(filters =>
        {
            foreach (var category in PathLoggers)
                filters.Rules.Add(new LoggerFilterRule(null, category, LogLevel.Warning, filter: null));
        });

    private sealed record SecretAddress;
}
