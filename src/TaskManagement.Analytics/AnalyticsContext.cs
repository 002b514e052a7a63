using Microsoft.Extensions.DependencyInjection;
using TaskManagement.Analytics.RollUps;
using TaskManagement.Analytics.Users;

namespace TaskManagement.Analytics;

/// <summary>Roll-ups and answers about them.</summary>
public static class AnalyticsContext
{
    /// <summary>Adds the context to a silo; it needs the log and its relay.</summary>
    public static IServiceCollection AddAnalyticsContext(this IServiceCollection services) => services
        .AddSingleton(AnalyticsSchema.Part)
        .AddSingleton<AnalyticsConsumer>()
        .AddSingleton<UserRollUps>();
}
