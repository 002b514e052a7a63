using Microsoft.Extensions.Diagnostics.HealthChecks;
using TaskManagement.Contracts.Users;

namespace TaskManagement.Api.Health;

/// <summary>Whether grains answer, which they do when the silo runs and its storage could be read.</summary>
internal sealed class GrainsHealthCheck(IGrainFactory grains) : IHealthCheck
{
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var accounts = grains.GetGrain<IAccountsGrain>(0);
        var keys = await accounts.VerificationKeys().WaitAsync(AnswerTimeMax, cancellationToken);
        return keys.IsEmpty
            ? HealthCheckResult.Unhealthy("There is no key to verify access tokens with.")
            : HealthCheckResult.Healthy();
    }
}
