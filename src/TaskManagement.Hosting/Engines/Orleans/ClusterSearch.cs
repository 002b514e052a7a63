using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TaskManagement.Hosting.Engines;

/// <summary>Keeps a front end looking for a silo while it starts: the two may be started in any order.</summary>
internal sealed class ClusterSearch(
    IOptions<ClusteringOptions> options, TimeProvider time, ILogger<ClusterSearch> logger)
    : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly long _since = time.GetTimestamp();

    private bool _waits;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        var patience = TimeSpan.FromSeconds(options.Value.ConnectTimeoutSeconds);
        if (time.GetElapsedTime(_since) > patience)
        {
            throw new StartException(
                $"No silo of the cluster '{options.Value.ClusterId}' was found in {patience.TotalSeconds} seconds. "
                + "Start one with the same Cluster settings, or raise Cluster:ConnectTimeoutSeconds.",
                exception);
        }

        if (!_waits)
            logger.LogWarning("No silo answers yet ({Reason}); trying again.", exception.Message);
        _waits = true;
        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }
}
