using Microsoft.Extensions.Diagnostics.HealthChecks;
using TaskManagement.Contracts.Storage;

namespace TaskManagement.Api.Health;

/// <summary>Whether the storage answers. However often probes come, it is asked once a second at most.</summary>
internal sealed class StorageHealthCheck(IGrainFactory grains, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AnswerKept = TimeSpan.FromSeconds(1);

    private volatile Answer? _last;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (_last is { } last && (clock.GetUtcNow() - last.At).Duration() < AnswerKept)
            return last.Result;
        var result = await AskAsync(cancellationToken);
        _last = new Answer(result, clock.GetUtcNow());
        return result;
    }

    private async Task<HealthCheckResult> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetGrain<IStorageGrain>(0).Ask().WaitAsync(AnswerTimeMax, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The storage does not answer.", error);
        }
    }

    private sealed record Answer(HealthCheckResult Result, DateTimeOffset At);
}
