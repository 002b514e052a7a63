using Microsoft.Extensions.Options;
using TaskManagement.Blobs;
using TaskManagement.Contracts.Tasks;

namespace TaskManagement.Api.Attachments;

/// <summary>
/// Deletes content that no task has: of purged tasks, and of uploads whose task never heard of them. Only what is older
/// than any upload can be is looked at, so one that is under way is safe, also in another process.
/// </summary>
internal sealed class UnclaimedContentSweep(
    IBlobStore store,
    IGrainFactory grains,
    IOptions<AttachmentOptions> options,
    TimeProvider clock,
    ILogger<UnclaimedContentSweep> logger) : BackgroundService
{
    private const int KeysAtOnce = 200;

    /// <summary>Goes through the store once, and says how much it deleted.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var deleted = 0;
        var before = clock.GetUtcNow().AddHours(-options.Value.UnclaimedHours);
        await foreach (var keys in store.KeysBefore(before, cancellation).Chunk(KeysAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            var known = await grains.GetGrain<ITaskQueriesGrain>(0).KnownBlobs([.. keys]);
            foreach (var key in keys.Except(known))
            {
                await store.DeleteAsync(key);
                deleted++;
            }
        }

        if (deleted > 0)
            logger.LogInformation("Deleted {Count} files that no task has", deleted);
        return deleted;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.Value.SweepMinutes), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await TrySweepAsync(stoppingToken);
    }

    private async Task TrySweepAsync(CancellationToken cancellation)
    {
        try
        {
            await SweepAsync(cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            logger.LogWarning(error, "Content that no task has could not be deleted; the next sweep tries again");
        }
    }
}
