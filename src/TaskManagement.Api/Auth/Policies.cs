using Microsoft.AspNetCore.Authorization;
using TaskManagement.Api.Metrics;

namespace TaskManagement.Api.Auth;

/// <summary>
/// Who may call a route at all. Every route names its policy or says that it is open; what a caller may do to a thing
/// is decided by the grain that holds it.
/// </summary>
internal static class Policies
{
    /// <summary>Whoever is logged in.</summary>
    public const string User = "User";

    /// <summary>Who may see how the process is.</summary>
    public const string Metrics = "Metrics";

    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(User, policy => policy.RequireAuthenticatedUser());
        options.AddPolicy(Metrics, policy => policy.AddRequirements(new MetricsReadersRequirement()));
        // A route that was forgotten answers nobody.
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
    }
}
